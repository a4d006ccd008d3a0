import { type Answer, readAnswer } from '../answer.js';
import { endpointUrl, type Homeserver, postRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { isObject, type JsonObject, parseJson, stringOf, stringsOf } from '../json.js';
import { type IssuedSession, readSession, SESSION_EXPECTED } from './session-answer.js';

/** An account to make, and the stage of user-interactive authentication to complete with this request, if any. */
export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly auth?: StageProof;
}

/** The proof of one stage: that of `m.login.dummy` is empty. */
export type StageProof =
  | { readonly stage: 'm.login.dummy'; readonly session: string | undefined }
  | { readonly stage: 'm.login.registration_token'; readonly session: string | undefined; readonly token: string };

/** What user-interactive authentication still wants (client-server API, "User-interactive API in the REST API"). */
export interface Challenge {
  readonly kind: 'challenge';
  readonly session: string | undefined;
  /** Each flow is one way to go: the stages to complete, in order. */
  readonly flows: ReadonlyArray<readonly string[]>;
  readonly completed: readonly string[];
  /** Why the last stage failed; '' where none was tried. The server's own text, hostile. */
  readonly errcode: string;
  readonly error: string;
}

/** Registers an account and logs it in; builds, does not send. Carries no token: Synapse refuses /register with one. */
export function registerRequest(server: Homeserver, { username, password, auth }: Registration): HttpRequest {
  const device = { initial_device_display_name: 'matrix-token', refresh_token: true };
  const proof = auth === undefined ? {} : { auth: stageFields(auth) };
  return postRequest(endpointUrl(server, '/register'), { username, password, ...device, ...proof });
}

/** Registers a guest, who has neither name nor password; builds, does not send. */
export function registerGuestRequest(server: Homeserver): HttpRequest {
  return postRequest(endpointUrl(server, '/register?kind=guest'), {});
}

function stageFields(proof: StageProof): JsonObject {
  const session = proof.session === undefined ? {} : { session: proof.session };
  const token = proof.stage === 'm.login.registration_token' ? { token: proof.token } : {};
  return { type: proof.stage, ...session, ...token };
}

/** Reads `POST /register`: a session, a challenge (401 with `flows`), or a refusal. */
export function readRegister(response: HttpResponse): Answer<IssuedSession> | Challenge {
  const challenge = response.status === 401 ? readChallenge(response.body) : undefined;
  return challenge ?? readAnswer(response, SESSION_EXPECTED, readSession);
}

function readChallenge(text: string): Challenge | undefined {
  const body = parseJson(text);
  if (body === undefined || !Array.isArray(body.flows)) return undefined;
  return {
    kind: 'challenge',
    session: stringOf(body, 'session'),
    flows: body.flows.filter(isObject).map((flow) => stringsOf(flow, 'stages')),
    completed: stringsOf(body, 'completed'),
    errcode: stringOf(body, 'errcode') ?? '',
    error: stringOf(body, 'error') ?? '',
  };
}
