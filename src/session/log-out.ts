import type { Answer, Refusal } from '../homeserver/answer.js';
import { answerError } from '../homeserver/answer-error.js';
import { openHomeserver } from '../homeserver/discover.js';
import type { Send } from '../homeserver/http.js';
import { logoutRequest, readLogout } from '../homeserver/requests/logout.js';
import type { Profile } from './profile.js';
import { prepareStore, removeSession, requireSession, type SessionStore } from './session-store.js';

/**
 * What became of a session on its server: ended by this, along with all others of its user where asked; over already; or
 * still alive, since the server does not let guests log out.
 */
export type LogoutEffect = 'ended' | 'ended-everywhere' | 'was-over' | 'guest-stays';

/**
 * Ends a stored session on its server, then forgets it. Where the server does not answer, or fails, nothing is forgotten:
 * its token would stay valid, and nobody could end it; where it could not be forgotten, it is not ended. Throws the server's errors and those of the store.
 */
export async function logOut(
  store: SessionStore,
  name: string | undefined,
  { everywhere, send }: { everywhere: boolean; send: Send },
): Promise<{ readonly profile: Profile; readonly effect: LogoutEffect }> {
  const { profile, secret } = await requireSession(store, name);
  await prepareStore(store);
  const homeserver = await openHomeserver(profile.baseUrl, send);
  const request = logoutRequest(homeserver, secret.accessToken, { everywhere });
  const answer = readLogout(await send(request));
  const effect = readEffect(answer, profile, everywhere);
  if (typeof effect === 'object') throw answerError(effect, request);
  await removeSession(store, profile.name);
  return { profile, effect };
}

function readEffect(answer: Answer<unknown>, { guest }: Profile, everywhere: boolean): LogoutEffect | Refusal {
  if (answer.kind === 'ok') return everywhere ? 'ended-everywhere' : 'ended';
  if (answer.kind !== 'refused') return answer;
  const { errcode } = answer;
  if (errcode === 'M_GUEST_ACCESS_FORBIDDEN' || (guest && errcode === 'M_FORBIDDEN')) return 'guest-stays';
  return errcode === 'M_UNKNOWN_TOKEN' ? 'was-over' : answer;
}
