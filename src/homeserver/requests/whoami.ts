import { type Answer, readAnswer } from '../answer.js';
import type { Credential } from '../credential.js';
import { endpointUrl, getRequest, type Homeserver } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { stringOf } from '../json.js';

/** Whose token it is. `deviceId` since Matrix 1.1, `isGuest` since 1.2: undefined where the server does not say. */
export interface Whoami {
  readonly userId: string;
  readonly deviceId: string | undefined;
  readonly isGuest: boolean | undefined;
}

/** Asks whose token it is; builds, does not send. The one request that only reads and needs nothing but a token. */
export function whoamiRequest(server: Homeserver, credential: Credential): HttpRequest {
  return getRequest(endpointUrl(server, '/account/whoami'), credential);
}

/** Reads `GET /account/whoami`. A refusal with `M_GUEST_ACCESS_FORBIDDEN` means a valid guest token (Synapse before 1.45). */
export function readWhoami(response: HttpResponse): Answer<Whoami> {
  return readAnswer(response, 'user_id', (body) => {
    const userId = stringOf(body, 'user_id');
    if (userId === undefined) return undefined;
    const isGuest = typeof body.is_guest === 'boolean' ? body.is_guest : undefined;
    return { userId, deviceId: stringOf(body, 'device_id'), isGuest };
  });
}
