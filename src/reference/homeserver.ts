import { type Accounts, createAccounts } from './accounts.js';
import type { Conduct } from './conduct.js';
import { createLoginTokens, type LoginTokens } from './login-tokens.js';
import { type Random, randomId } from './random.js';
import { createRateLimiter, type RateLimiter, type RateLimits } from './rate-limit.js';
import { createSessions, type Sessions } from './sessions.js';
import { createUia, type Uia } from './uia.js';

/** What a reference homeserver is set up with. Times in ms. */
export interface HomeserverSettings {
  readonly serverName: string;
  /** Signs every token; 32 random bytes unless a test must know it. */
  readonly rootKey: Uint8Array;
  readonly now: () => number;
  readonly random: Random;
  /** Access tokens get a `time <` caveat with this lifetime; without it they do not expire. */
  readonly accessTokenLifetime: number | undefined;
  /** Registering takes this as a stage of its own; without it the dummy stage is all. */
  readonly registrationToken: string | undefined;
  readonly rateLimits: RateLimits;
  readonly conduct: Conduct;
  /** Where clients reach this server, for `/.well-known/matrix/client`. */
  readonly baseUrl: () => string;
}

/** One server: its settings and everything it remembers. Nothing outlives the process. */
export interface Homeserver extends HomeserverSettings {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly loginTokens: LoginTokens;
  readonly uia: Uia;
  readonly limiter: RateLimiter;
}

/** A server that knows nobody yet; listens to nothing (see `start.ts`). */
export function createHomeserver(settings: HomeserverSettings): Homeserver {
  const { serverName, random, now, rateLimits } = settings;
  return {
    ...settings,
    accounts: createAccounts(serverName),
    sessions: createSessions(),
    loginTokens: createLoginTokens(now),
    uia: createUia(() => randomId(random), now),
    limiter: createRateLimiter(rateLimits, now),
  };
}
