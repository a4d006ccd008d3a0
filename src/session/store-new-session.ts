import type { Homeserver } from '../homeserver/endpoint.js';
import type { IssuedSession } from '../homeserver/requests/session-answer.js';
import { defaultProfileName, type Profile } from './profile.js';
import { readProfiles } from './profile-file.js';
import { type SessionStore, saveSession } from './session-store.js';

/** What a session is stored as: its name (after the user, if none is given), and `now`, in ms, from which its expiry counts. */
export interface Naming {
  readonly name: string | undefined;
  readonly guest: boolean;
  readonly now: number;
}

/** A session that was just stored and made current, and the profile that had its name before. */
export interface NewProfile {
  readonly profile: Profile;
  readonly refreshable: boolean;
  readonly replaced: Profile | undefined;
}

/** Stores a session just issued, what is secret apart from what is not, and makes it the current one. */
export async function storeNewSession(
  store: SessionStore,
  issued: IssuedSession,
  { baseUrl }: Homeserver,
  { name, guest, now }: Naming,
): Promise<NewProfile> {
  const { userId, deviceId, accessToken, refreshToken, expiresInMs } = issued;
  const profile = {
    name: name ?? defaultProfileName(userId, baseUrl, await readProfiles(store.directory)),
    baseUrl,
    userId,
    deviceId,
    guest,
    createdMs: now,
    expiresMs: expiresInMs === undefined ? undefined : now + expiresInMs,
  };
  const secret = { origin: new URL(baseUrl).origin, accessToken, refreshToken };
  const { replaced } = await saveSession(store, { profile, secret }, { makeCurrent: true });
  return { profile, refreshable: refreshToken !== undefined, replaced };
}
