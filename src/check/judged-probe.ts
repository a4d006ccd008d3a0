import type { ProbeId } from '../wording/check-probes.js';
import type { Cause, Observation } from './observation.js';
import type { Expectation, Level, Phase, Role, Row } from './probe.js';

/** What a probe came to. */
export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'skipped';

/** Everything about a probe that the verdict depends on. `cause` says why it proved nothing, where it did. */
export interface JudgedProbe {
  readonly id: ProbeId;
  readonly row: Row;
  readonly role: Role;
  readonly phase: Phase;
  readonly expectation: Expectation;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly observed: Observation['kind'] | null;
  readonly cause: Cause | null;
}
