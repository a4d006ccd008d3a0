import type { MatrixTokenError } from '../errors.js';
import { readField, toJson } from '../report/json.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import { TERMINAL } from '../wording/terminal.js';
import type { Io } from './io.js';
import { type Mode, modeOf } from './mode.js';
import type { Outcome, Report } from './outcome.js';
import { viewOf } from './view.js';

/** Shows an outcome as the arguments ask for it, and gives its exit code. */
export async function presentOutcome(outcome: Outcome, argv: readonly string[], io: Io): Promise<ExitCode> {
  return outcome.kind === 'report' ? presentReport(outcome, modeOf(argv), io, argv.includes('--quiet')) : outcome.exit;
}

/** Writes a report in the mode asked for: data to stdout, notes and warnings to stderr. */
export async function presentReport(report: Report, mode: Mode, io: Io, quiet: boolean): Promise<ExitCode> {
  if (mode.kind === 'json') {
    io.stdout.write(`${toJson(report.json)}\n`);
    return report.exit;
  }
  const data = mode.kind === 'field' ? readField(report.json, mode.path) : await report.text(viewOf(io.stdout, io.env));
  if (mode.kind === 'field' || data !== '') io.stdout.write(`${data}\n`);
  if (!quiet) presentNotes(report, io);
  return report.exit;
}

function presentNotes(report: Report, io: Io): void {
  const { style } = viewOf(io.stderr, io.env);
  for (const note of report.notes ?? []) io.stderr.write(`${style.dim(note)}\n`);
  for (const warning of report.json.warnings) {
    io.stderr.write(`${style.yellow(TERMINAL.warning)} ${warning}\n`);
  }
}

/** Writes an error in the mode asked for, and gives its exit code, which is the same in every mode. Never wraps, never shows a stack. */
export function presentError(error: MatrixTokenError, mode: Mode, io: Io): ExitCode {
  const { code, message, exit, hint } = error;
  if (mode.kind === 'json') {
    io.stdout.write(`${toJson(errorJson(error))}\n`);
    return exit;
  }
  if (exit === EXIT.interrupted) return exit;
  const { style } = viewOf(io.stderr, io.env);
  io.stderr.write(`${style.red(TERMINAL.error)} ${message} ${style.dim(`[${code}]`)}\n`);
  io.stderr.write(`${style.dim(TERMINAL.hint)} ${hint}\n`);
  return exit;
}

/** An error in JSON: a closed shape, and no more of the error object than that. */
export function errorJson({ code, message, exit, hint }: MatrixTokenError): { readonly error: object } {
  return { error: { code, message, exit, hint } };
}
