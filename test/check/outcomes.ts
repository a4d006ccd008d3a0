import type { JudgedProbe } from '../../src/check/judged-probe.js';
import type { Cause, Observation } from '../../src/check/observation.js';
import type { Probe } from '../../src/check/probe.js';
import { PROBES } from '../../src/check/probes.js';
import { judgeObservation } from '../../src/check/result.js';
import type { ProbeId } from '../../src/wording/check-probes.js';

export const ACCEPTED: Observation = { kind: 'accepted', userId: '@self:localhost' };
export const REJECTED: Observation = { kind: 'rejected', softLogout: false };
export const AS_ANOTHER: Observation = { kind: 'accepted-as-another', userId: '@other:localhost' };

/** The observations that prove nothing, by their cause. */
export const UNCLEAR: Readonly<Record<Cause, Observation>> = {
  network: { kind: 'inconclusive', cause: 'network', problem: 'timeout' },
  'server-error': { kind: 'inconclusive', cause: 'server-error', problem: 'server-error' },
  'rate-limit': { kind: 'inconclusive', cause: 'rate-limit', problem: 'rate-limit' },
  other: { kind: 'inconclusive', cause: 'other', problem: 'not-json' },
};

/** What one probe found, judged. `skipped` is one that was not sent. */
export function judged(probe: Probe, observation: Observation | 'skipped'): JudgedProbe {
  const { id, row, role, phase, expectation, level } = probe;
  const rules = { id, row, role, phase, expectation, level };
  return observation === 'skipped'
    ? { ...rules, outcome: 'skipped', observed: null, cause: 'other' }
    : { ...rules, ...judgeObservation(expectation, observation) };
}

/** What a server without faults does: what is expected, and it rejects where either is fine. */
export function expected(probe: Probe): Observation {
  return probe.expectation === 'accepted' ? ACCEPTED : REJECTED;
}

/** The results of a whole check of a server without faults, but for these probes. */
export function outcomes(
  exceptions: Readonly<Partial<Record<ProbeId, Observation | 'skipped'>>> = {},
  probes: readonly Probe[] = PROBES,
): readonly JudgedProbe[] {
  return probes.map((probe) => judged(probe, exceptions[probe.id] ?? expected(probe)));
}
