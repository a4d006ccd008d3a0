import { WORDING } from '../wording/reference.js';
import { Refused, refusal } from './answer.js';

/** How often something may be done: `burst` times at once, then `perSecond`. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** What is limited: failed passwords per account; logins, registrations and token refreshes per address. */
export type Limited = 'failedPassword' | 'login' | 'registration' | 'refresh';

export type RateLimits = Readonly<Record<Limited, Allowance>>;

/** Generous for a person or a test at work, tight for guessing passwords (Synapse's `rc_login.failed_attempts`: 3, 0.17/s). */
export const DEFAULT_LIMITS: RateLimits = {
  failedPassword: { burst: 5, perSecond: 0.2 },
  login: { burst: 200, perSecond: 20 },
  registration: { burst: 200, perSecond: 20 },
  refresh: { burst: 200, perSecond: 20 },
};

/** Counts what is limited, per key. Remembers the keys used last, so that a flood of keys cannot fill the memory. */
export interface RateLimiter {
  /** Takes one for this key, or throws the 429 answer when none is left. */
  take(what: Limited, key: string): void;
  /** Gives one back: what was taken turned out not to count. */
  giveBack(what: Limited, key: string): void;
}

const MAX_KEYS = 10_000;

/** A token bucket per key, on the given clock (ms). */
export function createRateLimiter(limits: RateLimits, now: () => number): RateLimiter {
  const buckets = new Map<string, { left: number; at: number }>();

  const left = (what: Limited, key: string): number => {
    const { burst, perSecond } = limits[what];
    const bucket = buckets.get(`${what} ${key}`);
    return bucket === undefined ? burst : Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond);
  };
  const store = (what: Limited, key: string, remaining: number): void => {
    buckets.delete(`${what} ${key}`);
    buckets.set(`${what} ${key}`, { left: remaining, at: now() });
    const oldest = buckets.keys().next();
    if (buckets.size > MAX_KEYS && oldest.done !== true) buckets.delete(oldest.value);
  };

  return {
    take(what, key) {
      const available = left(what, key);
      if (available < 1) throw new Refused(limitExceeded(((1 - available) / limits[what].perSecond) * 1000));
      store(what, key, available - 1);
    },
    giveBack: (what, key) => store(what, key, left(what, key) + 1),
  };
}

/** The longest wait asked for, in ms: what a limit without refill comes to. */
const MAX_WAIT = 3_600_000;

/** The 429 answer: `Retry-After` in whole seconds, and `retry_after_ms` for clients from before v1.10 of the spec. */
export function limitExceeded(waitMs: number) {
  const retryAfterMs = Math.min(MAX_WAIT, Math.ceil(waitMs));
  return {
    ...refusal(429, 'M_LIMIT_EXCEEDED', WORDING.limitExceeded, { retry_after_ms: retryAfterMs }),
    headers: { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) },
  };
}
