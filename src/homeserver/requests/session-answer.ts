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

/** What to name when an answer lacks it. */
export const SESSION_EXPECTED = 'user_id and access_token';

/**
 * Reads the session in a 200 of `/login` or `/register`. Ignores `well_known`, which could send the new token to another
 * server than the one that issued it.
 */
export function readSession(body: JsonObject): IssuedSession | undefined {
  const userId = stringOf(body, 'user_id');
  const accessToken = stringOf(body, 'access_token');
  if (userId === undefined || accessToken === undefined || !isUserId(userId)) return undefined;
  return {
    userId,
    accessToken,
    deviceId: stringOf(body, 'device_id'),
    refreshToken: stringOf(body, 'refresh_token'),
    expiresInMs: countOf(body, 'expires_in_ms'),
  };
}

/** Whether a text has the shape of a user ID: `@localpart:server`, at most 255 bytes, nothing that a terminal would obey. */
export function isUserId(text: string): boolean {
  return text.length <= 255 && /^@[\x21-\x7e]*:[A-Za-z0-9.:[\]-]+$/.test(text);
}
