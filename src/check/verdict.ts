import type { ProbeId } from '../wording/check-probes.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { JudgedProbe } from './judged-probe.js';
import type { Cause } from './observation.js';
import type { Phase, Role } from './probe.js';
import { PROBES } from './probes.js';

export type Verdict = 'enforced' | 'violated' | 'not-applicable' | 'inconclusive';

/** On what a verdict rests; the report words it. */
export type Ground =
  | { readonly kind: 'unauthenticated-accepted'; readonly probes: readonly ProbeId[] }
  | { readonly kind: 'baseline-not-accepted'; readonly observed: JudgedProbe['observed'] }
  | {
      readonly kind: 'must-reject-accepted';
      readonly probes: readonly ProbeId[];
      /** Those of them that were answered for another user. */
      readonly asAnother: readonly ProbeId[];
    }
  | { readonly kind: 'no-macaroon' }
  | { readonly kind: 'baseline-lost'; readonly observed: JudgedProbe['observed'] }
  | { readonly kind: 'nothing-narrowed-accepted' }
  | { readonly kind: 'unproven'; readonly probes: readonly ProbeId[] }
  | { readonly kind: 'control-changed'; readonly probes: readonly ProbeId[] }
  | { readonly kind: 'answered-for-another'; readonly probes: readonly ProbeId[] }
  | { readonly kind: 'all-rejected'; readonly rejected: number };

export interface Conclusion {
  readonly verdict: Verdict;
  readonly exit: ExitCode;
  readonly ground: Ground;
}

/** Whether the token can be narrowed at all: only a macaroon can. */
export type Subject = 'macaroon' | 'other';

const POSITIVE_CONTROLS: readonly Role[] = ['time-control', 'user-control'];

/**
 * Concludes a check from all its probes: the first rung of the ladder that applies. A probe that is missing counts as
 * skipped, so that a shorter list can never prove more. `enforced` needs every must-reject probe rejected, the token
 * itself accepted first and last, and at least one positive control accepted first and last.
 * Exit 5 instead of 9 where network, 5xx or 429 is the only cause.
 */
export function concludeCheck(probes: readonly JudgedProbe[], subject: Subject): Conclusion {
  return (
    concludeOpening(probes) ??
    concludeViolation(probes) ??
    (subject === 'other' ? notApplicable({ kind: 'no-macaroon' }) : undefined) ??
    concludeClosing(probes) ??
    concludeControls(probes) ??
    concludeGaps(probes) ??
    concludeEnforced(probes)
  );
}

function concludeOpening(probes: readonly JudgedProbe[]): Conclusion | undefined {
  const letIn = probes.filter((probe) => probe.role === 'authentication' && isAccepted(probe));
  if (letIn.length > 0) return inconclusive({ kind: 'unauthenticated-accepted', probes: ids(letIn) }, []);
  const baseline = find(probes, 'baseline', 'opening');
  if (baseline?.observed === 'accepted') return undefined;
  return inconclusive({ kind: 'baseline-not-accepted', observed: baseline?.observed ?? null }, [
    baseline?.cause ?? null,
  ]);
}

function concludeViolation(probes: readonly JudgedProbe[]): Conclusion | undefined {
  const accepted = probes.filter((probe) => mustBeRejected(probe) && isAccepted(probe));
  if (accepted.length === 0) return undefined;
  return {
    verdict: 'violated',
    exit: EXIT.violated,
    ground: { kind: 'must-reject-accepted', probes: ids(accepted), asAnother: ids(accepted.filter(isForAnother)) },
  };
}

function concludeClosing(probes: readonly JudgedProbe[]): Conclusion | undefined {
  const baseline = find(probes, 'baseline', 'closing');
  if (baseline?.observed === 'accepted') return undefined;
  return inconclusive({ kind: 'baseline-lost', observed: baseline?.observed ?? null }, [baseline?.cause ?? null]);
}

function concludeControls(probes: readonly JudgedProbe[]): Conclusion | undefined {
  const controls = probes.filter((probe) => POSITIVE_CONTROLS.includes(probe.role));
  const refused = controls.length > 0 && controls.every((probe) => probe.observed === 'rejected');
  return refused ? notApplicable({ kind: 'nothing-narrowed-accepted' }) : undefined;
}

function concludeGaps(probes: readonly JudgedProbe[]): Conclusion | undefined {
  const gaps = probes.filter((probe) => isRequired(probe) && provesNothing(probe));
  const missing = PROBES.filter(isRequired).filter(({ id }) => !probes.some((probe) => probe.id === id));
  const unproven = [...gaps, ...missing];
  const causes = [...gaps.map(({ cause }) => cause), ...missing.map(() => null)];
  if (unproven.length > 0) return inconclusive({ kind: 'unproven', probes: ids(unproven) }, causes);
  const wrong = probes.filter(isForAnother);
  if (wrong.length > 0) return inconclusive({ kind: 'answered-for-another', probes: ids(wrong) }, []);
  const changed = POSITIVE_CONTROLS.flatMap((role) => changedControl(probes, role));
  return changed.length > 0 ? inconclusive({ kind: 'control-changed', probes: changed }, []) : undefined;
}

function changedControl(probes: readonly JudgedProbe[], role: Role): readonly ProbeId[] {
  const opening = find(probes, role, 'opening');
  const closing = find(probes, role, 'closing');
  return closing !== undefined && opening?.observed !== closing.observed ? [closing.id] : [];
}

function concludeEnforced(probes: readonly JudgedProbe[]): Conclusion {
  const rejected = probes.filter((probe) => mustBeRejected(probe) && probe.observed === 'rejected');
  const controlled = POSITIVE_CONTROLS.some((role) => isControlled(probes, role));
  if (!controlled) return inconclusive({ kind: 'unproven', probes: [] }, []);
  return { verdict: 'enforced', exit: EXIT.ok, ground: { kind: 'all-rejected', rejected: rejected.length } };
}

function isControlled(probes: readonly JudgedProbe[], role: Role): boolean {
  return (['opening', 'closing'] as const).every((phase) => find(probes, role, phase)?.observed === 'accepted');
}

/** Rejection of these is what the verdict is about. The authentication controls have a rung of their own. */
function mustBeRejected(probe: JudgedProbe): boolean {
  return probe.role !== 'authentication' && probe.level === 'must' && probe.expectation === 'rejected';
}

function isAccepted(probe: JudgedProbe): boolean {
  return probe.observed === 'accepted' || isForAnother(probe);
}

function isForAnother(probe: JudgedProbe): boolean {
  return probe.observed === 'accepted-as-another';
}

function isRequired(probe: Pick<JudgedProbe, 'level' | 'phase'>): boolean {
  return probe.level === 'must' || probe.phase === 'closing';
}

function provesNothing(probe: JudgedProbe): boolean {
  return probe.outcome === 'inconclusive' || probe.outcome === 'skipped';
}

function find(probes: readonly JudgedProbe[], role: Role, phase: Phase): JudgedProbe | undefined {
  return probes.find((probe) => probe.role === role && probe.phase === phase);
}

function ids(probes: ReadonlyArray<Pick<JudgedProbe, 'id'>>): readonly ProbeId[] {
  return probes.map(({ id }) => id);
}

function notApplicable(ground: Ground): Conclusion {
  return { verdict: 'not-applicable', exit: EXIT.inconclusive, ground };
}

function inconclusive(ground: Ground, causes: ReadonlyArray<Cause | null>): Conclusion {
  const passing = causes.length > 0 && causes.every((cause) => cause !== null && cause !== 'other');
  return { verdict: 'inconclusive', exit: passing ? EXIT.network : EXIT.inconclusive, ground };
}
