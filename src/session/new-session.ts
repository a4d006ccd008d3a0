import type { Homeserver } from '../homeserver/endpoint.js';
import type { IssuedSession } from '../homeserver/requests/session-answer.js';
import { checkProfileName, defaultProfileName } from './profile.js';
import type { StoredSession } from './session-store.js';

/** What a session is stored as: its name (the user's, if none is given), and `now`, in ms, which its expiry counts from. */
export interface Naming {
  readonly name: string | undefined;
  readonly guest: boolean;
  readonly now: number;
}

/** Divides a session just issued into what is stored in plain sight and what is stored as a secret; stores nothing. */
export function newSession(
  issued: IssuedSession,
  { baseUrl }: Homeserver,
  { name, guest, now }: Naming,
): StoredSession {
  const { userId, deviceId, accessToken, refreshToken, expiresInMs } = issued;
  return {
    profile: {
      name: name === undefined ? defaultProfileName(userId) : checkProfileName(name),
      baseUrl,
      userId,
      deviceId,
      guest,
      createdMs: now,
      expiresMs: expiresInMs === undefined ? undefined : now + expiresInMs,
    },
    secret: { origin: new URL(baseUrl).origin, accessToken, refreshToken },
  };
}
