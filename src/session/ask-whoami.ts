import { requireOk } from '../homeserver/answer-error.js';
import { bearer } from '../homeserver/credential.js';
import type { Homeserver } from '../homeserver/endpoint.js';
import type { Send } from '../homeserver/http.js';
import { readWhoami, whoamiRequest } from '../homeserver/requests/whoami.js';

/** Whose token it is, according to the server; null where the server does not say. */
export interface TokenOwner {
  readonly userId: string | null;
  readonly deviceId: string | null;
  readonly guest: boolean | null;
}

/**
 * Asks the server whose token it is. Sends the token in the header, once. A refusal with `M_GUEST_ACCESS_FORBIDDEN` is the
 * answer of Synapse before 1.45 to a valid guest token. Throws the server's errors.
 */
export async function askWhoami(homeserver: Homeserver, token: string, send: Send): Promise<TokenOwner> {
  const request = whoamiRequest(homeserver, bearer(token));
  const answer = readWhoami(await send(request));
  if (answer.kind === 'refused' && answer.errcode === 'M_GUEST_ACCESS_FORBIDDEN') {
    return { userId: null, deviceId: null, guest: true };
  }
  const { userId, deviceId, isGuest } = requireOk(answer, request);
  return { userId, deviceId: deviceId ?? null, guest: isGuest ?? null };
}
