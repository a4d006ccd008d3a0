import { isUserId } from '../caveat/user-id.js';
import { askServer } from '../diagnose/ask-server.js';
import { conclude } from '../diagnose/conclude.js';
import type { ClockFacts, Facts, ServerFacts, SkipReason } from '../diagnose/facts.js';
import { isForeign, isForRequests } from '../diagnose/rules-form.js';
import { listenForClock } from '../diagnose/server-clock.js';
import { failure } from '../errors.js';
import type { KeyRequest } from '../key/collect-keys.js';
import { reportDiagnosis } from '../report/diagnose.js';
import { type InspectReport, inspectToken } from '../report/inspect.js';
import { reportVerification, type VerifyOptions } from '../report/verify.js';
import { chooseDestination, type Destination, findDestination } from '../session/destination.js';
import { findProfile, openSessionStore } from '../session/session-store.js';
import { extractToken } from '../token/extract.js';
import { VERIFY_USAGE } from '../wording/verify.js';
import { readVerifyOptions } from './answer-verify.js';
import type { Io } from './io.js';
import type { Outcome } from './outcome.js';
import { type ConnectionFlags, sendWith } from './server-flags.js';
import { readStored, readToken, type TokenInput, type TokenRequest } from './token-source.js';

/** What `diagnose` is asked, as it is typed. */
export interface DiagnoseRequest {
  readonly token: TokenRequest;
  readonly keys: KeyRequest;
  readonly server: string | undefined;
  /** Ask no server, even where one is known. */
  readonly offline: boolean;
  /** A dialect's id. */
  readonly as: string | undefined;
  /** Whom the token is expected to be for. */
  readonly user: string | undefined;
  readonly connection: ConnectionFlags;
}

/**
 * Diagnoses a token: looks at it, asks the server that it belongs to, and says what all that means. The token goes only where `whoami`
 * would send it. Throws `ERR_USAGE`, and what token, keys and destination throw where the user is at fault.
 */
export async function answerDiagnose(request: DiagnoseRequest, io: Io): Promise<Outcome> {
  const { user } = request;
  if (user !== undefined && !isUserId(user)) throw failure('ERR_USAGE', { problem: VERIFY_USAGE.user });
  if (request.token.argument === '-' && request.keys.keyFiles.includes('-')) throw failure('ERR_STDIN_TWICE', {});
  const options = await readOptions(request, io);
  const input = await readToken(request.token, io, readStored(io));
  const { token } = extractToken(input.text);
  const own = inspectToken(input.text, { from: input.from, now: io.now(), showValues: false });
  const destination = await findWay(request, input, own, io);
  const { server, skewSeconds } = await ask(destination, token, request.connection, io);
  const facts = gatherFacts(input, own, options, { server, skewSeconds, now: io.now(), user });
  return reportDiagnosis(facts, conclude(facts));
}

function readOptions({ token, keys, as }: DiagnoseRequest, io: Io) {
  const choices = {
    at: undefined,
    user: undefined,
    account: undefined,
    purpose: undefined,
    discharges: [],
    lines: false,
  };
  return readVerifyOptions({ token, keys, as, ...choices }, io);
}

/** Where the token may be sent, or why it is not. */
async function findWay(
  { server, offline }: DiagnoseRequest,
  input: TokenInput,
  own: InspectReport,
  { env }: Io,
): Promise<Destination | SkipReason> {
  if (isForeign(own)) return 'foreign';
  if (offline) return 'offline';
  const profile = input.from === 'profile' ? await findProfile(openSessionStore(env), input.profile) : undefined;
  if (profile === undefined && server === undefined && !env.MATRIX_HOMESERVER) return 'none-named';
  return isForRequests(own) ? chooseDestination({ profile, asked: server, env }) : 'not-for-requests';
}

async function ask(
  destination: Destination | SkipReason,
  token: string,
  connection: ConnectionFlags,
  io: Io,
): Promise<{ readonly server: ServerFacts; readonly skewSeconds: number | null }> {
  if (typeof destination === 'string') return { server: { kind: 'skipped', why: destination }, skewSeconds: null };
  const { send, skewSeconds } = listenForClock(sendWith(connection, io).send, io.now);
  const server = await askServer(() => findDestination(destination, send), token, send);
  return { server, skewSeconds: skewSeconds() };
}

interface Circumstances {
  readonly server: ServerFacts;
  readonly skewSeconds: number | null;
  readonly now: number;
  readonly user: string | undefined;
}

/** HTTP dates are whole seconds: less than two is no difference. */
const SMALLEST_SKEW_SECONDS = 2;

function gatherFacts(
  { text, from }: TokenInput,
  own: InspectReport,
  options: Omit<VerifyOptions, 'from'>,
  { server, skewSeconds, now, user }: Circumstances,
): Facts {
  const skew = Math.abs(skewSeconds ?? 0) < SMALLEST_SKEW_SECONDS ? 0 : (skewSeconds ?? 0);
  const ms = now + skew * 1000;
  const token = inspectToken(text, { from, now: ms, showValues: false });
  const verified = token.kind === 'macaroon' ? reportVerification(text, { ...options, from, now: ms }) : null;
  const decidedBySkew = own.effective?.state === 'live' && token.effective?.state === 'expired';
  const source = skewSeconds === null ? 'own' : 'server';
  const clock: ClockFacts = { source, ms, skewSeconds: skewSeconds === null ? null : skew, decidedBySkew };
  return { token, verified, clock, server, expectedUser: user ?? null };
}
