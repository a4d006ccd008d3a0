import { failure } from '../errors.js';
import { exchange } from './exchange.js';
import type { HttpRequest, HttpResponse, Send } from './http.js';
import { redirectTarget } from './redirect.js';
import { retryAfterMs } from './retry-after.js';
import { isLoopback, shownUrl } from './url.js';

const REDIRECTS = 3;
const FIRST_PAUSE_MS = 100;

export interface SendOptions {
  /** For one request in all, in ms: connecting, redirects, waiting after a 429, reading the answer. */
  readonly timeoutMs: number;
  /** Allow plain http to other machines. */
  readonly insecureHttp?: boolean;
  readonly fetch?: typeof globalThis.fetch;
  readonly sleep?: (ms: number) => Promise<void>;
  /** The wall clock, in ms since the epoch. */
  readonly now?: () => number;
}

/**
 * Makes the one function through which every request of this program goes out. It refuses plain http off the loopback,
 * follows no redirect to another origin (but in discovery, where nothing secret is sent), waits out a 429 for as long as
 * the time-out allows, caps the answer, and keeps no state from one request to the next.
 */
export function createSend(options: SendOptions): Send {
  const { timeoutMs, insecureHttp = false, fetch = globalThis.fetch, sleep = pause, now = Date.now } = options;

  return async function send(request) {
    const deadline = now() + timeoutMs;
    let current = request;
    let redirects = 0;
    let pauses = 0;
    for (;;) {
      assertSendable(current, insecureHttp);
      const response = await exchange(current, { fetch, remainingMs: deadline - now(), timeoutMs });
      if (isRedirect(response)) {
        redirects += 1;
        current = { ...current, url: redirectTarget(current, response, redirects > REDIRECTS) };
      } else if (response.status === 429) {
        const least = FIRST_PAUSE_MS * 2 ** pauses;
        const wait = Math.max(least, retryAfterMs(response, now()) ?? 10 * least);
        if (wait >= deadline - now()) throw rateLimited(current, wait, timeoutMs);
        pauses += 1;
        await sleep(wait);
      } else {
        return response;
      }
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function isRedirect({ status, headers }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
}

/** Refuses what must not, or cannot, be sent, before anything is sent. */
function assertSendable({ url, headers }: HttpRequest, insecureHttp: boolean): void {
  const { protocol, hostname, origin } = new URL(url);
  if (protocol !== 'https:' && !insecureHttp && !isLoopback(hostname)) throw failure('ERR_PLAIN_HTTP', { url: origin });
  const carried = Object.values(headers).every((value) => /^[\t\x20-\x7e]*$/.test(value));
  if (!carried) throw failure('ERR_TOKEN_UNSENDABLE', { url: shownUrl(url) });
}

function rateLimited({ url }: HttpRequest, waitMs: number, timeoutMs: number) {
  return failure('ERR_RATE_LIMITED', {
    url: shownUrl(url),
    seconds: Math.ceil(waitMs / 1000),
    timeout: timeoutMs / 1000,
  });
}
