import type { CheckReport } from '../check/check-server.js';
import type { CheckDialect } from '../check/dialect.js';
import type { EmittedProbe } from '../check/emit.js';
import { listProbes, renderProbeList } from '../check/report-list.js';
import type { JsonReport, Report } from '../cli/outcome.js';
import { EXIT } from '../wording/exit-codes.js';

/** What `check --emit --json` prints. Holds a token. */
interface EmittedJson extends JsonReport {
  readonly id: string;
  readonly authorization: string;
  readonly caveat: string | null;
}

/** What `check` prints. */
export function reportCheck({ json, exit }: CheckReport): Report {
  const text: Report['text'] = async (view) => (await import('../check/report-text.js')).renderCheck(json, view);
  return { kind: 'report', json, text, exit };
}

/** What `check --list` prints. */
export function reportProbeList(dialect: CheckDialect, which: { readonly ownSession: boolean }): Report {
  const json = listProbes(dialect, which);
  return { kind: 'report', json, text: () => renderProbeList(json), exit: EXIT.ok };
}

/** What `check --emit` prints: the one header, and nothing else, for `curl -H @-`. */
export function reportEmitted({ id, authorization, caveat }: EmittedProbe): Report {
  const json: EmittedJson = { schema: 'matrix-token.check/1', id, authorization, caveat, warnings: [] };
  return { kind: 'report', json, text: () => `Authorization: ${authorization}`, exit: EXIT.ok };
}
