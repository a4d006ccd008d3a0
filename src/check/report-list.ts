import { LIST_TEXT } from '../wording/check.js';
import { PROBE_WORDINGS, type ProbeId } from '../wording/check-probes.js';
import { type CheckDialect, expectAs } from './dialect.js';
import { OWN_SESSION_RULES } from './own-session-rules.js';
import type { Expectation, Level, ProbeRules, Row } from './probe.js';
import { PROBES } from './probes.js';

/** What `check --list --json` prints. */
export interface ProbeListJson {
  readonly schema: 'matrix-token.check/1';
  readonly dialect: CheckDialect;
  readonly available: ReadonlyArray<{
    readonly id: ProbeId;
    readonly row: Row;
    readonly expectation: Expectation;
    readonly level: Level;
    readonly title: string;
    readonly source: string;
  }>;
  readonly warnings: readonly string[];
}

/** Every probe in the order in which it would be sent, with those of an own session where asked; sends nothing. */
export function listProbes(dialect: CheckDialect, { ownSession }: { readonly ownSession: boolean }): ProbeListJson {
  const rules: readonly ProbeRules[] = [...expectAs(dialect, PROBES), ...(ownSession ? OWN_SESSION_RULES : [])];
  const available = rules.map(({ id, row, expectation, level }) => {
    const { title, source } = PROBE_WORDINGS[id];
    return { id, row, expectation, level, title, source };
  });
  return { schema: 'matrix-token.check/1', dialect, available, warnings: [] };
}

/** The same as text. */
export async function renderProbeList({ available }: ProbeListJson): Promise<string> {
  const { drawPlainTable } = await import('../report/plain-table.js');
  const rows = available.map(({ id, title, expectation }) => [id, title, LIST_TEXT.expectations[expectation]]);
  return [...drawPlainTable(LIST_TEXT.columns, rows), '', LIST_TEXT.about].join('\n');
}
