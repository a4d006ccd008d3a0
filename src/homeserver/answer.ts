import type { HttpResponse } from './http.js';
import { countOf, type JsonObject, parseJson, stringOf } from './json.js';

/** What a homeserver answered, told apart so that nothing but a Matrix error can be taken for a refusal. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | MatrixError
  /** 5xx, whatever its body. */
  | { readonly kind: 'server-error'; readonly status: number; readonly errcode: string; readonly error: string }
  /** No JSON object: a web page, an empty body. `contentType` is what the header says, '' without one. */
  | { readonly kind: 'not-json'; readonly status: number; readonly contentType: string }
  /** JSON, but not what the specification says of this endpoint. `expected` is what was missing. */
  | { readonly kind: 'unexpected'; readonly status: number; readonly expected: string };

/** A Matrix error: a status from 400 to 499 and a JSON body with an `errcode`. `error` is the server's own text, hostile. */
export interface MatrixError {
  readonly kind: 'refused';
  readonly status: number;
  readonly errcode: string;
  readonly error: string;
  readonly softLogout: boolean;
  readonly retryAfterMs: number | undefined;
}

/** Every kind of answer but the one that was hoped for. */
export type Refusal = Exclude<Answer<never>, { kind: 'ok' }>;

/**
 * Reads an answer's status and body; does not judge what the server meant by it. `read` gets the body of a 200 and
 * returns its value, or undefined where the body is not what `expected` says.
 */
export function readAnswer<T>(
  response: HttpResponse,
  expected: string,
  read: (body: JsonObject) => T | undefined,
): Answer<T> {
  const { status } = response;
  const body = parseJson(response.body);
  if (status >= 500) return { kind: 'server-error', status, ...errorFields(body) };
  if (body === undefined) return { kind: 'not-json', status, contentType: response.headers['content-type'] ?? '' };
  if (status === 200) {
    const value = read(body);
    return value === undefined ? { kind: 'unexpected', status, expected } : { kind: 'ok', value };
  }
  return readRefusal(status, body);
}

function readRefusal(status: number, body: JsonObject): Refusal {
  const fields = errorFields(body);
  if (status < 400 || fields.errcode === '')
    return { kind: 'unexpected', status, expected: 'a Matrix error with an errcode' };
  const softLogout = body.soft_logout === true;
  return { kind: 'refused', status, ...fields, softLogout, retryAfterMs: countOf(body, 'retry_after_ms') };
}

function errorFields(body: JsonObject | undefined): { errcode: string; error: string } {
  if (body === undefined) return { errcode: '', error: '' };
  return { errcode: stringOf(body, 'errcode') ?? '', error: stringOf(body, 'error') ?? '' };
}
