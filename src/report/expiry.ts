import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import { EXPIRY_WARNINGS } from '../wording/inspect.js';
import type { InspectReport } from './inspect.js';

/** How a token stands to the time that it is to last. `silent`: nothing in it says until when it is valid. */
export type Expiry = 'lasts' | 'too-soon' | 'silent';

/** Compares what a token has left with the time it is to last, in ms; goes by what the token says and asks no server. */
export function compareExpiry({ kind, effective }: InspectReport, withinMs: number): Expiry {
  if (effective === null) return 'silent';
  if (effective.state === 'expired' || effective.state === 'never') return 'too-soon';
  if (effective.expires === null) return kind === 'macaroon' ? 'lasts' : 'silent';
  return effective.expires.relativeSeconds * 1000 < withinMs ? 'too-soon' : 'lasts';
}

/** The exit code of an expiry. */
export const EXPIRY_EXIT: Readonly<Record<Expiry, ExitCode>> = {
  lasts: EXIT.ok,
  'too-soon': EXIT.caveat,
  silent: EXIT.inconclusive,
};

/** Adds to a report what a comparison found, as a warning; leaves it as it is where the token lasts. */
export function withExpiry(report: InspectReport, expiry: Expiry): InspectReport {
  return expiry === 'lasts' ? report : { ...report, warnings: [...report.warnings, EXPIRY_WARNINGS[expiry]] };
}
