import { type Answer, readAnswer } from '../answer.js';
import { bearer } from '../credential.js';
import { endpointUrl, type Homeserver, postRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';

/** Ends the session of a token, or with `everywhere` every session of its user; builds, does not send. */
export function logoutRequest(server: Homeserver, token: string, { everywhere }: { everywhere: boolean }): HttpRequest {
  return postRequest(endpointUrl(server, everywhere ? '/logout/all' : '/logout'), {}, bearer(token));
}

/** Reads the answer of a logout: a 200 with any JSON object is a success. */
export function readLogout(response: HttpResponse): Answer<'logged-out'> {
  return readAnswer(response, 'an empty object', () => 'logged-out');
}
