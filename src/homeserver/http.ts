/** One HTTP request, complete: what is in here is all that is sent (besides what every HTTP client adds). */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Follow redirects to other https origins too. Only ever set where nothing secret is sent: discovery. */
  readonly redirects?: 'any-https-origin';
}

/** One HTTP answer, read whole and capped; header names in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request and reads its answer, whatever its status; waits out a 429 and follows harmless redirects.
 * Throws only what is no usable HTTP answer: `ERR_NETWORK`, `ERR_TIMEOUT`, `ERR_RATE_LIMITED`, `ERR_REDIRECT`,
 * `ERR_ANSWER_TOO_LARGE`, and before anything is sent `ERR_PLAIN_HTTP`, `ERR_TOKEN_UNSENDABLE`.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;
