import type { HttpRequest, HttpResponse } from '../homeserver/http.js';
import { quoteServerText } from '../homeserver/server-text.js';
import type { Credential } from './probe.js';

/** What a report keeps of a request: never its token. */
export interface RequestNote {
  readonly method: 'GET';
  readonly path: string;
  readonly credential: Credential['in'];
}

/** What a report keeps of an answer: never its whole body. */
export interface AnswerNote {
  readonly status: number;
  readonly errcode?: string;
  readonly error?: string;
}

/** A request without its token, to show. */
export function noteRequest({ url }: HttpRequest, credential: Credential): RequestNote {
  return { method: 'GET', path: new URL(url).pathname, credential: credential.in };
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
