import type { Cause, Observation } from './observation.js';
import type { ProbeRules } from './probe.js';

/** What a probe came to. */
export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'skipped';

/** Everything about a probe that the verdict depends on. `cause` says why it proved nothing, where it did. */
export interface JudgedProbe extends ProbeRules {
  readonly outcome: Outcome;
  readonly observed: Observation['kind'] | null;
  readonly cause: Cause | null;
}
