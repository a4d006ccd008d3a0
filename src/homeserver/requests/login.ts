import { type Answer, readAnswer } from '../answer.js';
import { endpointUrl, type Homeserver, postRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { type IssuedSession, readSession, SESSION_EXPECTED } from './session-answer.js';

/** How to prove who one is: a password, or a login token of short life. */
export type LoginProof =
  | { readonly type: 'password'; readonly user: string; readonly password: string }
  | { readonly type: 'token'; readonly token: string };

/** Logs in as a new device, asking for a refresh token; builds, does not send. `user` is a localpart or a user ID. */
export function loginRequest(server: Homeserver, proof: LoginProof): HttpRequest {
  const common = { initial_device_display_name: 'matrix-token', refresh_token: true };
  return postRequest(endpointUrl(server, '/login'), { ...proofFields(server, proof), ...common });
}

function proofFields({ apiVersion }: Homeserver, proof: LoginProof): Readonly<Record<string, unknown>> {
  if (proof.type === 'token') return { type: 'm.login.token', token: proof.token };
  const { user, password } = proof;
  const identifier = { type: 'm.id.user', user };
  // Servers before r0.4 know only `user`.
  const legacy = apiVersion === 'r0' ? { user } : {};
  return { type: 'm.login.password', identifier, ...legacy, password };
}

/** Reads `POST /login`. */
export function readLogin(response: HttpResponse): Answer<IssuedSession> {
  return readAnswer(response, SESSION_EXPECTED, readSession);
}
