import { failure, type MatrixTokenError } from '../errors.js';
import type { HttpRequest, HttpResponse } from './http.js';
import { networkReason } from './network-reason.js';
import { shownUrl } from './url.js';

/** The largest answer that is read, in bytes. Every answer of the endpoints used here is far below. */
const ANSWER_LIMIT = 1024 * 1024;

/**
 * Makes one HTTP exchange, without redirects or waiting, and reads the whole answer before `remainingMs` are over.
 * Throws `ERR_NETWORK`, `ERR_TIMEOUT` (naming `timeoutMs`, what the user asked for) or `ERR_ANSWER_TOO_LARGE`.
 */
export async function exchange(
  request: HttpRequest,
  { fetch, remainingMs, timeoutMs }: { fetch: typeof globalThis.fetch; remainingMs: number; timeoutMs: number },
): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  // A timer of our own: AbortSignal.timeout does not keep the process alive while it waits.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), Math.max(0, remainingMs));
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body ?? null,
      redirect: 'manual',
      signal: controller.signal,
    });
    const text = await readCapped(response);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  } catch (error) {
    throw exchangeError(error, url, timeoutMs);
  } finally {
    clearTimeout(timer);
  }
}

async function readCapped(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > ANSWER_LIMIT) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

class AnswerTooLarge extends Error {}

function exchangeError(error: unknown, url: string, timeoutMs: number): MatrixTokenError {
  const shown = shownUrl(url);
  if (error instanceof AnswerTooLarge) return failure('ERR_ANSWER_TOO_LARGE', { url: shown, limit: ANSWER_LIMIT });
  const reason = networkReason(error);
  if (reason === 'timeout') return failure('ERR_TIMEOUT', { url: shown, seconds: timeoutMs / 1000 });
  return failure('ERR_NETWORK', { url: shown, reason });
}
