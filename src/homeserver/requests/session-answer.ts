import { countOf, type JsonObject, stringOf } from '../json.js';

/** A session as `/login` and `/register` hand it out. Holds secrets: never print it. */
export interface IssuedSession {
  readonly userId: string;
  readonly accessToken: string;
  readonly deviceId: string | undefined;
  readonly refreshToken: string | undefined;
  /** How long the access token lives from now, in ms; undefined: the server does not say, usually for ever. */
  readonly expiresInMs: number | undefined;
}

const CENTURY_MS = 100 * 365 * 86_400_000;

/** What to name when an answer lacks it. */
export const SESSION_EXPECTED = 'user_id and access_token';

/**
 * Reads the session in a 200 of `/login` or `/register`. Ignores `well_known`, which could send the new token to another
 * server than the one that issued it.
 */
export function readSession(body: JsonObject): IssuedSession | undefined {
  const userId = stringOf(body, 'user_id');
  const accessToken = tokenOf(body, 'access_token');
  if (userId === undefined || accessToken === undefined || !isUserId(userId)) return undefined;
  return {
    userId,
    accessToken,
    deviceId: stringOf(body, 'device_id'),
    refreshToken: tokenOf(body, 'refresh_token'),
    expiresInMs: lifetimeOf(body),
  };
}

/**
 * A member that is a token: printable ASCII without blanks, or no header could carry it, and no terminal should show it.
 * Undefined otherwise.
 */
export function tokenOf(body: JsonObject, key: string): string | undefined {
  const token = stringOf(body, key);
  return token !== undefined && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

/** How long an access token lives, in ms; undefined where the server does not say, or says more than a century. */
export function lifetimeOf(body: JsonObject): number | undefined {
  const ms = countOf(body, 'expires_in_ms');
  return ms !== undefined && ms <= CENTURY_MS ? Math.floor(ms) : undefined;
}

/** Whether a text has the shape of a user ID: `@localpart:server`, at most 255 bytes, nothing that a terminal would obey. */
export function isUserId(text: string): boolean {
  return text.length <= 255 && /^@[\x21-\x7e]*:[A-Za-z0-9.:[\]-]+$/.test(text);
}
