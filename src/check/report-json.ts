import type { ProbeId } from '../wording/check-probes.js';
import { KNOWN_CAUSES, type KnownCauseId } from '../wording/known-causes.js';
import type { CheckDialect } from './dialect.js';
import type { Outcome } from './judged-probe.js';
import type { AnswerNote, RequestNote } from './note.js';
import type { Observation } from './observation.js';
import type { Expectation, Level, Row } from './probe.js';
import type { ProbeResult } from './result.js';
import type { Verdict } from './verdict.js';

/** What `check --json` prints (schemas/check.schema.json). */
export interface CheckJson {
  readonly schema: 'matrix-token.check/1';
  readonly server: string;
  readonly dialect: CheckDialect;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly probes: readonly ProbeJson[];
  /** Every request that was sent, discovery and repetitions after a 429 included. */
  readonly requests: number;
  /** What is known to make servers answer so; none of it decides the verdict. */
  readonly causes: readonly CauseJson[];
  readonly leftBehind: readonly string[];
  readonly warnings: readonly string[];
}

export interface CauseJson {
  readonly id: KnownCauseId;
  readonly what: string;
  readonly fix: string;
  readonly source: string;
}

export interface ProbeJson {
  readonly id: ProbeId;
  readonly row: Row;
  readonly expectation: Expectation;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly observed: Observation['kind'] | null;
  readonly caveat?: string;
  readonly request: RequestNote | null;
  readonly answer: AnswerNote | null;
  readonly source: string;
  readonly reason: string;
}

/** One probe as JSON; leaves out what only the verdict needs. */
export function probeToJson(result: ProbeResult): ProbeJson {
  const { id, row, expectation, level, outcome, observed, caveat, request, answer, source, reason } = result;
  return {
    id,
    row,
    expectation,
    level,
    outcome,
    observed,
    ...(caveat !== null && { caveat }),
    request,
    answer,
    source,
    reason,
  };
}

/** A known cause as JSON. */
export function causeToJson(id: KnownCauseId): CauseJson {
  return { id, ...KNOWN_CAUSES[id] };
}
