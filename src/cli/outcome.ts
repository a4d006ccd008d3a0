import type { View } from '../report/style.js';
import type { ExitCode } from '../wording/exit-codes.js';

/** What every command's JSON has: the name of its schema, and warnings, which text mode shows on stderr. */
export interface JsonReport {
  readonly schema: `matrix-token.${string}/1`;
  readonly warnings: readonly string[];
}

/** What a command answers: one report, shown as text or as JSON, or output that it has streamed itself. */
export type Outcome = Report | Streamed;

export interface Report {
  readonly kind: 'report';
  readonly json: JsonReport;
  /** Renders stdout's text, without its last line end; nothing is written where it is empty. Only called in text mode, so that heavy imports can wait in it. */
  readonly text: (view: View) => string | Promise<string>;
  /** Lines for stderr in text mode. */
  readonly notes?: readonly string[];
  readonly exit: ExitCode;
}

export interface Streamed {
  readonly kind: 'streamed';
  readonly exit: ExitCode;
}
