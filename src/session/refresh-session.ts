import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { failure } from '../errors.js';
import { exchangeRefreshToken } from '../homeserver/exchange-refresh-token.js';
import type { Send } from '../homeserver/http.js';
import type { RefreshPath } from '../homeserver/requests/refresh.js';
import { withLock } from './lock.js';
import { requireSession, type SessionStore, type StoredSession, saveSession } from './session-store.js';

export interface RefreshOptions {
  readonly send: Send;
  /** The wall clock, in ms since the epoch. */
  readonly now: () => number;
  /** How long to wait for another process that refreshes the same session, in ms. */
  readonly lockTimeoutMs: number;
}

/** A session after a refresh, and the endpoint that did it; `path` is undefined where none was needed. */
export interface RefreshResult {
  readonly session: StoredSession;
  readonly path: RefreshPath | undefined;
}

/**
 * Refreshes a stored session and stores the new pair before it reports. Only one process at a time does so for one
 * profile; the others wait and use its result. Throws `ERR_REFRESH_TOKEN_MISSING`, and the errors of the exchange.
 */
export async function refreshSession(
  store: SessionStore,
  name: string | undefined,
  options: RefreshOptions,
): Promise<RefreshResult> {
  const { profile, secret } = await requireSession(store, name);
  return underLock(store, profile.name, options, async (current) => {
    // Somebody else refreshed while we waited for the lock: a second refresh would only end what they were given.
    if (current.secret.accessToken !== secret.accessToken) return { session: current, path: undefined };
    return exchange(store, current, options);
  });
}

/** The same, only if the access token ends within `minTtlMs`. One that has no known end is left alone. */
export async function refreshIfNeeded(
  store: SessionStore,
  name: string | undefined,
  minTtlMs: number,
  options: RefreshOptions,
): Promise<RefreshResult> {
  const session = await requireSession(store, name);
  if (!endsWithin(session, minTtlMs, options.now())) return { session, path: undefined };
  return underLock(store, session.profile.name, options, async (current) => {
    // A token that is new since has as much time as the server gives, be it less than was asked for: a second refresh would end it.
    const renewed = current.secret.accessToken !== session.secret.accessToken && !endsWithin(current, 0, options.now());
    if (renewed || !endsWithin(current, minTtlMs, options.now())) return { session: current, path: undefined };
    return exchange(store, current, options);
  });
}

function endsWithin({ profile }: StoredSession, ms: number, now: number): boolean {
  return profile.expiresMs !== undefined && profile.expiresMs - now < ms;
}

function underLock(
  store: SessionStore,
  name: string,
  { lockTimeoutMs }: RefreshOptions,
  task: (current: StoredSession) => Promise<RefreshResult>,
): Promise<RefreshResult> {
  const file = `refresh-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.lock`;
  return withLock(join(store.directory, file), { timeoutMs: lockTimeoutMs }, async () =>
    task(await requireSession(store, name)),
  );
}

async function exchange(
  store: SessionStore,
  { profile, secret }: StoredSession,
  { send, now }: RefreshOptions,
): Promise<RefreshResult> {
  if (secret.refreshToken === undefined) throw failure('ERR_REFRESH_TOKEN_MISSING', { profile: profile.name });
  const { tokens, path } = await exchangeRefreshToken(profile.baseUrl, secret.refreshToken, send);
  const { accessToken, refreshToken = secret.refreshToken, expiresInMs } = tokens;
  const session = {
    profile: { ...profile, expiresMs: expiresInMs === undefined ? undefined : now() + expiresInMs },
    secret: { ...secret, accessToken, refreshToken },
  };
  await saveSession(store, session, { makeCurrent: false });
  return { session, path };
}
