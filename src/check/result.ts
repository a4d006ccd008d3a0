import { escapeText } from '../encoding/escape.js';
import type { HttpRequest } from '../homeserver/http.js';
import { SKIPS } from '../wording/check.js';
import { PROBE_WORDINGS } from '../wording/check-probes.js';
import type { Reception } from './answer.js';
import { explainObservation } from './explain.js';
import type { JudgedProbe } from './judged-probe.js';
import { type AnswerNote, noteAnswer, noteRequest, type RequestNote } from './note.js';
import type { Cause, Observation } from './observation.js';
import type { Expectation, ProbeRules } from './probe.js';

/** Why a probe was not sent. */
export type SkipReason = keyof typeof SKIPS;

/** One probe with all that a report says of it; holds no token. */
export interface ProbeResult extends JudgedProbe {
  readonly caveat: string | null;
  readonly request: RequestNote | null;
  readonly answer: AnswerNote | null;
  readonly source: string;
  readonly reason: string;
}

/** What was sent for a probe and what came of it. */
export interface SentProbe {
  readonly request: HttpRequest;
  readonly credential: RequestNote['credential'];
  readonly caveat?: string | undefined;
  readonly reception: Reception;
  readonly observation: Observation;
}

/**
 * Judges one observation against what was expected. A clean answer to an `information` probe passes, whichever it is.
 * An answer for another user fails every probe: it is an acceptance that must not be, or an acceptance of the wrong user.
 */
export function judgeObservation(
  expectation: Expectation,
  observation: Observation,
): Pick<JudgedProbe, 'outcome' | 'observed' | 'cause'> {
  const observed = observation.kind;
  if (observation.kind === 'inconclusive') return { outcome: 'inconclusive', observed, cause: observation.cause };
  return { outcome: meets(expectation, observed) ? 'pass' : 'fail', observed, cause: null };
}

/** The result of a probe that was sent. */
export function reportSent(
  probe: ProbeRules,
  { request, credential, caveat, reception, observation }: SentProbe,
): ProbeResult {
  return {
    ...rulesOf(probe),
    ...judgeObservation(probe.expectation, observation),
    caveat: caveat === undefined ? null : escapeText(caveat),
    request: noteRequest(request, credential),
    answer: reception.kind === 'response' ? noteAnswer(reception.response, request) : null,
    reason: explainObservation(probe, observation),
  };
}

/** The result of a probe that was not sent. */
export function reportSkipped(probe: ProbeRules, reason: SkipReason, cause: Cause): ProbeResult {
  return {
    ...rulesOf(probe),
    outcome: 'skipped',
    observed: null,
    cause,
    caveat: null,
    request: null,
    answer: null,
    reason: SKIPS[reason],
  };
}

function rulesOf({ id, row, role, phase, expectation, level }: ProbeRules) {
  return { id, row, role, phase, expectation, level, source: PROBE_WORDINGS[id].source };
}

function meets(expectation: Expectation, observed: Observation['kind']): boolean {
  if (observed === 'accepted-as-another') return false;
  return expectation === 'information' || expectation === observed;
}
