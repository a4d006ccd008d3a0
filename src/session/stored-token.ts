import { findSession, openSessionStore } from './session-store.js';

/**
 * Reads the access token of a stored session: of the named profile, else of the current one; undefined where there is no
 * current one. Does not refresh it. Throws the errors of `findSession`.
 */
export async function readStoredToken(
  env: Readonly<Record<string, string | undefined>>,
  profile?: string,
): Promise<{ readonly token: string; readonly profile: string } | undefined> {
  const session = await findSession(openSessionStore(env), profile);
  return session && { token: session.secret.accessToken, profile: session.profile.name };
}
