import type { HttpResponse } from './http.js';
import { parseJson } from './json.js';

/**
 * How long a 429 asks to wait, in ms; undefined where it does not say. The `Retry-After` header (seconds or an HTTP date)
 * counts first, then `retry_after_ms` in the body (deprecated since Matrix 1.10, still sent). `now` is in ms.
 */
export function retryAfterMs(response: HttpResponse, now: number): number | undefined {
  return headerMs(response.headers['retry-after'], now) ?? bodyMs(response.body);
}

function headerMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function bodyMs(body: string): number | undefined {
  const ms = parseJson(body)?.retry_after_ms;
  return typeof ms === 'number' && Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
