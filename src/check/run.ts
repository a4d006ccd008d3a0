import type { Send } from '../homeserver/http.js';
import type { Reading } from '../macaroon/reading.js';
import type { ProbeId } from '../wording/check-probes.js';
import { observeAnswer, type Reception } from './answer.js';
import { readServerTime, setProbeClock } from './clock.js';
import { type CheckDialect, expectAs, readOwnUserId } from './dialect.js';
import { formOf } from './narrow.js';
import type { Cause, Observation } from './observation.js';
import type { Attempt, MacaroonMaterial, Probe, RandomMaterial, TokenMaterial } from './probe.js';
import { PROBES } from './probes.js';
import { receive } from './receive.js';
import { buildRequest } from './request.js';
import { type ProbeResult, reportSent, reportSkipped, type SentProbe, type SkipReason } from './result.js';

/** What is checked: a token, and where the server answers whose it is. `reading` is null for a token that is no macaroon. */
export interface CheckSubject {
  readonly token: string;
  readonly reading: Reading | null;
  readonly dialect: CheckDialect;
  /** The whole URL of `GET /account/whoami`. */
  readonly whoami: string;
}

/** What a check is given of the outside world. */
export interface CheckEdge {
  readonly send: Send;
  readonly now: () => number;
  readonly random: RandomMaterial;
  /** Called before each probe that is sent. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly id: ProbeId }) => void;
}

/** What a check found. `userId` is whose token it is, `serverTime` the server's clock at the first answer in ms, where they are known. */
export interface CheckRun {
  readonly results: readonly ProbeResult[];
  readonly userId: string | null;
  readonly ownTime: number;
  readonly serverTime: number | null;
}

/** After so many probes in a row without any answer, a check gives up: each may have waited for the whole time-out. */
const PATIENCE = 2;

/** What is known so far, on the way through the probes. */
interface Progress {
  readonly userId: string | null;
  readonly material: MacaroonMaterial | null;
  readonly serverTime: number | null;
  readonly silences: number;
  readonly stopped: Stop | null;
}

interface Stop {
  readonly reason: SkipReason;
  readonly cause: Cause;
}

/**
 * Sends every probe, one after the other; does not conclude (see `concludeCheck`). Only reads (`GET /account/whoami`).
 * Stops early where nothing can be proved any more: the token itself is not accepted, no token is needed, or nothing
 * answers; the remaining probes are then skipped, with the reason. Throws only what is no `MatrixTokenError` of `send`.
 */
export async function runCheck(subject: CheckSubject, edge: CheckEdge): Promise<CheckRun> {
  const probes = expectAs(subject.dialect, PROBES);
  const results: ProbeResult[] = [];
  const ownTime = edge.now();
  let progress: Progress = { userId: null, material: null, serverTime: null, silences: 0, stopped: null };
  for (const probe of probes) {
    const attempt = makeAttempt(probe, subject, edge.random, progress);
    if (attempt.kind === 'skip') {
      results.push(reportSkipped(probe, attempt.reason, attempt.cause));
      continue;
    }
    edge.onProgress?.({ done: results.length, total: probes.length, id: probe.id });
    const exchange = await exchangeProbe(attempt.attempt, subject, edge.send, progress.userId);
    results.push(reportSent(probe, exchange));
    progress = learn(progress, probe, exchange, subject, { ownTime, random: edge.random });
  }
  const { userId, serverTime } = progress;
  return { results, userId, ownTime, serverTime };
}

type Step =
  | { readonly kind: 'send'; readonly attempt: Attempt }
  | { readonly kind: 'skip'; readonly reason: SkipReason; readonly cause: Cause };

function makeAttempt(probe: Probe, subject: CheckSubject, random: RandomMaterial, progress: Progress): Step {
  if (progress.stopped !== null) return { kind: 'skip', ...progress.stopped };
  if (subject.reading === null && (probe.needs === 'macaroon' || probe.phase === 'closing')) {
    return { kind: 'skip', reason: 'no-macaroon', cause: 'other' };
  }
  const material: TokenMaterial = { token: subject.token, random };
  if (probe.needs === 'token') return { kind: 'send', attempt: probe.make(material) };
  if (progress.material === null) return { kind: 'skip', reason: 'no-user-id', cause: 'other' };
  return { kind: 'send', attempt: probe.make(progress.material) };
}

async function exchangeProbe(
  attempt: Attempt,
  subject: CheckSubject,
  send: Send,
  userId: string | null,
): Promise<SentProbe> {
  const { credential, caveat } = attempt;
  const request = buildRequest(subject.whoami, credential);
  const reception = await receive(send(request));
  const observation = observeAnswer(reception, { credential, userId });
  return { request, credential: credential.in, caveat, reception, observation };
}

function learn(
  progress: Progress,
  probe: Probe,
  exchange: SentProbe,
  subject: CheckSubject,
  drawn: { readonly ownTime: number; readonly random: RandomMaterial },
): Progress {
  const { observation } = exchange;
  const silences = isSilence(observation) ? progress.silences + 1 : 0;
  const next = { ...progress, silences, stopped: reasonToStop(probe, observation, silences) };
  const isBaseline = probe.role === 'baseline' && probe.phase === 'opening';
  if (!isBaseline || observation.kind !== 'accepted') return next;
  const serverTime = timeOf(exchange.reception) ?? null;
  const macaroon = subject.reading?.macaroon;
  const ownUserId = macaroon === undefined ? undefined : readOwnUserId(macaroon);
  const userId = observation.userId ?? ownUserId ?? null;
  if (macaroon === undefined || subject.reading === null || userId === null) return { ...next, userId, serverTime };
  const material: MacaroonMaterial = {
    token: subject.token,
    random: drawn.random,
    macaroon,
    form: formOf(subject.reading),
    userId: ownUserId ?? userId,
    clock: setProbeClock(drawn.ownTime, serverTime ?? undefined),
  };
  return { ...next, userId, serverTime, material };
}

function timeOf(reception: Reception): number | undefined {
  return reception.kind === 'response' ? readServerTime(reception.response.headers.date) : undefined;
}

function isSilence(observation: Observation): boolean {
  return observation.kind === 'inconclusive' && ['network', 'rate-limit'].includes(observation.cause);
}

function reasonToStop(probe: Probe, observation: Observation, silences: number): Stop | null {
  const cause = observation.kind === 'inconclusive' ? observation.cause : 'other';
  if (probe.role === 'baseline' && probe.phase === 'opening' && observation.kind !== 'accepted') {
    return { reason: 'baseline-not-accepted', cause };
  }
  const letIn = observation.kind === 'accepted' || observation.kind === 'accepted-as-another';
  if (probe.role === 'authentication' && letIn) return { reason: 'nothing-authenticated', cause };
  return silences >= PATIENCE ? { reason: 'gave-up', cause } : null;
}
