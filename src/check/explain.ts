import { escapeText } from '../encoding/escape.js';
import { ANSWERS, GROUNDS, PROBLEMS, VIOLATIONS } from '../wording/check.js';
import type { ProbeId } from '../wording/check-probes.js';
import type { Cause, Observation } from './observation.js';
import type { Expectation, ProbeRules, Role } from './probe.js';
import type { Ground } from './verdict.js';

const MOST_LISTED = 5;

/** What an explanation needs to know of a result. */
export interface ExplainedProbe {
  readonly id: ProbeId;
  readonly role: Role;
  readonly observed: Observation['kind'] | null;
  readonly cause: Cause | null;
  readonly reason: string;
}

type Expected = Pick<ProbeRules, 'expectation' | 'level'>;

/** Why a probe that was sent has the outcome it has. */
export function explainObservation({ expectation, level }: Expected, observation: Observation): string {
  switch (observation.kind) {
    case 'inconclusive':
      return PROBLEMS[observation.problem];
    case 'accepted-as-another':
      return ANSWERS.impersonation(escapeText(observation.userId));
    case 'accepted':
      return expectation === 'rejected' ? ANSWERS.wronglyAccepted(level) : ANSWERS.accepted;
    case 'rejected':
      return explainRejection(expectation, observation.softLogout);
  }
}

function explainRejection(expectation: Expectation, softLogout: boolean): string {
  const rejected = expectation === 'accepted' ? ANSWERS.wronglyRejected : ANSWERS.rejected;
  return softLogout ? `${rejected}, ${ANSWERS.softLogout}` : rejected;
}

/**
 * What a verdict rests on, with the faults of the server named where it accepts what it must reject, or fails instead.
 * `results` are those that the verdict was concluded from.
 */
export function explainGround(ground: Ground, results: readonly ExplainedProbe[]): string {
  switch (ground.kind) {
    case 'unauthenticated-accepted':
      return GROUNDS.unauthenticatedAccepted(list(ground.probes));
    case 'baseline-not-accepted':
      return ground.observed === 'rejected' ? GROUNDS.baselineRejected : GROUNDS.baselineUnclear;
    case 'must-reject-accepted':
      return [GROUNDS.mustRejectAccepted(list(ground.probes)), ...nameViolations(ground.probes, ground.asAnother)].join(
        ' ',
      );
    case 'no-macaroon':
      return GROUNDS.noMacaroon;
    case 'baseline-lost':
      if (ground.observed === null) return GROUNDS.gaveUp;
      return ground.observed === 'rejected' ? GROUNDS.baselineLost : GROUNDS.baselineUnclearLast;
    case 'nothing-narrowed-accepted':
      return GROUNDS.nothingNarrowedAccepted;
    case 'unproven':
      return explainGaps(
        results.filter(({ id }) => ground.probes.includes(id)),
        results,
      );
    case 'control-changed':
      return GROUNDS.controlChanged(list(ground.probes));
    case 'answered-for-another':
      return GROUNDS.answeredForAnother(list(ground.probes));
    case 'all-rejected':
      return GROUNDS.allRejected(ground.rejected);
  }
}

function explainGaps(gaps: readonly ExplainedProbe[], results: readonly ExplainedProbe[]): string {
  const reasons = [...new Set(gaps.map(({ reason }) => reason))].join('; ');
  const unproven = GROUNDS.unproven(list(gaps.map(({ id }) => id)), reasons);
  const controlled = results.some(({ role, observed }) => role === 'user-control' && observed === 'accepted');
  const fails = controlled && gaps.every(({ cause }) => cause === 'server-error');
  return fails ? `${unproven} ${GROUNDS.failsInsteadOfRejecting}` : unproven;
}

function list(probes: readonly ProbeId[]): string {
  const listed = probes.slice(0, MOST_LISTED).join(', ');
  const more = probes.length - MOST_LISTED;
  return more > 0 ? GROUNDS.more(listed, more) : listed;
}

type Fault = keyof typeof VIOLATIONS;

/** The fault that each accepted probe shows. */
const FAULT_OF: Readonly<Partial<Record<ProbeId, Fault>>> = {
  'signature-first-bit': 'signature',
  'signature-last-bit': 'signature',
  'caveat-removed': 'tampering',
  'caveats-swapped': 'tampering',
  'identifier-changed': 'tampering',
  'unknown-key': 'unknownKey',
  'unknown-key-operator': 'unknownKey',
  'unknown-key-prefix': 'unknownKey',
  'query-unknown-key': 'unknownKey',
  'time-less-or-equal': 'unknownOperator',
  'user-double-equal': 'unknownOperator',
  'malformed-no-spaces': 'malformed',
  'malformed-no-operator': 'malformed',
  'malformed-no-value': 'malformed',
  'malformed-empty-value': 'malformed',
  'malformed-one-word': 'malformed',
  'malformed-empty': 'malformed',
  'malformed-key': 'malformed',
  'malformed-case': 'malformed',
  'third-party': 'thirdParty',
  'time-less-past': 'expiry',
  'time-equal-past': 'time',
  'time-greater-future': 'time',
  'gen-two': 'generation',
  'type-refresh': 'type',
  'refresh-random': 'refreshRandom',
  'refresh-token-as-access': 'refreshAsAccess',
  'access-as-refresh-token': 'accessAsRefresh',
  'refresh-reuse': 'refreshReuse',
  'refresh-old-access': 'oldAccess',
  'logout-access': 'logout',
  'logout-narrowed': 'logout',
};

/** The faults that the accepted probes show, each once, in the order of the probes. */
function nameViolations(accepted: readonly ProbeId[], asAnother: readonly ProbeId[]): readonly string[] {
  const lastUserWins = !accepted.includes('user-other') || asAnother.includes('user-other');
  const faults = accepted.map((id) => (isAboutUsers(id) ? userFault(lastUserWins) : FAULT_OF[id]));
  return [...new Set(faults)].flatMap((fault) => (fault === undefined ? [] : [VIOLATIONS[fault]]));
}

function isAboutUsers(id: ProbeId): boolean {
  return id === 'user-other' || id === 'user-other-then-self';
}

/** Where the last `user_id` wins, `@other` then `@self` is ours and `@other` alone is not; a server that looks at none, or at the first, takes both for ours. */
function userFault(lastUserWins: boolean): Fault {
  return lastUserWins ? 'lastUser' : 'anyUser';
}
