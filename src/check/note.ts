import type { HttpRequest, HttpResponse } from '../homeserver/http.js';
import { quoteServerText } from '../homeserver/server-text.js';
import type { Credential } from './probe.js';

/** What a report keeps of a request: never its token. `credential` is where the token was; `body` for a refresh token. */
export interface RequestNote {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly credential: Credential['in'] | 'body';
}

/** What a report keeps of an answer: never its whole body. */
export interface AnswerNote {
  readonly status: number;
  readonly errcode?: string;
  readonly error?: string;
}

/** A request without its token, to show. */
export function noteRequest({ method, url }: HttpRequest, credential: RequestNote['credential']): RequestNote {
  return { method, path: new URL(url).pathname, credential };
}

/** Status, errcode and error of an answer, made safe to show. */
export function noteAnswer({ status, body }: HttpResponse, request: HttpRequest): AnswerNote {
  const { errcode, error } = readFields(body);
  return {
    status,
    ...(typeof errcode === 'string' && { errcode: quoteServerText(errcode, request) }),
    ...(typeof error === 'string' && { error: quoteServerText(error, request) }),
  };
}

function readFields(body: string): { readonly errcode?: unknown; readonly error?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
