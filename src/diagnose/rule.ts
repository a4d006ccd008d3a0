import type { ConclusionId } from '../wording/conclusions.js';
import type { ExitCode } from '../wording/exit-codes.js';
import type { ReasonCode } from '../wording/judgement.js';
import type { Facts } from './facts.js';

/** One thing that facts can mean. Worded by `wording/conclusions`. */
export interface Rule {
  readonly id: ConclusionId;
  readonly exit: ExitCode;
  readonly when: (facts: Facts) => boolean;
  /** What of a verifier's objections it is about; without it, the first. */
  readonly codes?: readonly ReasonCode[];
}
