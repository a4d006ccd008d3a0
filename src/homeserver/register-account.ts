import { failure } from '../errors.js';
import { answerError, requireOk } from './answer-error.js';
import type { Homeserver } from './endpoint.js';
import type { HttpRequest, Send } from './http.js';
import {
  type Challenge,
  readRegister,
  registerGuestRequest,
  registerRequest,
  type StageProof,
} from './requests/register.js';
import type { IssuedSession } from './requests/session-answer.js';
import { quoteServerText } from './server-text.js';
import { shownUrl } from './url.js';

/** The account to make. `registrationToken` is for servers that ask for one. */
export interface NewAccount {
  readonly username: string;
  readonly password: string;
  readonly registrationToken: string | undefined;
}

const MOST_STAGES = 4;

/**
 * Registers an account and returns its first session; stores nothing. Completes the stages `m.login.dummy` and
 * `m.login.registration_token`. Throws `ERR_REGISTRATION_STAGES` where the server wants more than that,
 * `ERR_REGISTRATION_TOKEN_MISSING`, `ERR_REGISTRATION_STAGE_REFUSED`, and the errors of `Send` and `answerError`.
 */
export async function registerAccount(server: Homeserver, account: NewAccount, send: Send): Promise<IssuedSession> {
  const { username, password, registrationToken } = account;
  let proof: StageProof | undefined;
  for (let stage = 0; stage <= MOST_STAGES; stage += 1) {
    const request = registerRequest(server, { username, password, ...(proof === undefined ? {} : { auth: proof }) });
    const answer = readRegister(await send(request));
    if (answer.kind !== 'challenge') return requireOk(answer, request);
    if (proof !== undefined && !answer.completed.includes(proof.stage))
      throw stageRefused(proof.stage, answer, request);
    proof = nextProof(answer, registrationToken, request);
  }
  throw failure('ERR_REGISTRATION_STAGES', { url: `${server.baseUrl}`, stages: 'more of them than it should' });
}

/** Registers a guest and returns its session; stores nothing. Guests can neither log in again nor log out. */
export async function registerGuest(server: Homeserver, send: Send): Promise<IssuedSession> {
  const request = registerGuestRequest(server);
  const answer = readRegister(await send(request));
  if (answer.kind === 'challenge')
    throw answerError({ kind: 'unexpected', status: 401, expected: 'a guest session' }, request);
  return requireOk(answer, request);
}

/** The proof of the next stage, in the first flow whose open stages can all be done here. */
function nextProof(challenge: Challenge, token: string | undefined, request: HttpRequest): StageProof {
  const { session, completed } = challenge;
  const open = challenge.flows.map((stages) => stages.filter((stage) => !completed.includes(stage)));
  const [stage] = open.find((stages) => stages.length > 0 && stages.every((name) => canDo(name, token))) ?? [];
  if (stage === 'm.login.dummy') return { stage, session };
  if (stage === 'm.login.registration_token' && token !== undefined) return { stage, session, token };
  const url = shownUrl(request.url);
  const wantsToken = open.some((stages) => stages.length > 0 && stages.every((name) => canDo(name, 'any')));
  if (wantsToken) throw failure('ERR_REGISTRATION_TOKEN_MISSING', { url });
  throw failure('ERR_REGISTRATION_STAGES', { url, stages: quoteServerText(describeFlows(open), request) });
}

function canDo(stage: string, token: string | undefined): boolean {
  return stage === 'm.login.dummy' || (stage === 'm.login.registration_token' && token !== undefined);
}

function describeFlows(flows: ReadonlyArray<readonly string[]>): string {
  const shown = flows.map((stages) => stages.join(' + ')).filter((text) => text !== '');
  return shown.length === 0 ? 'none that it names' : shown.join(', or ');
}

function stageRefused(stage: string, { errcode, error }: Challenge, request: HttpRequest) {
  const said = quoteServerText([errcode, error].filter((part) => part !== '').join(': '), request);
  return failure('ERR_REGISTRATION_STAGE_REFUSED', { url: shownUrl(request.url), stage, said });
}
