/** One HTTP request, complete: what is in here is all that is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One HTTP answer, read whole and capped; header names in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request and reads its answer, whatever its status; follows no redirect.
 * Throws only what is no HTTP answer: `ERR_NETWORK`, `ERR_TIMEOUT`.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;
