import { compareExpiry, EXPIRY_EXIT, withExpiry } from '../report/expiry.js';
import { type InspectOptions, type InspectReport, inspectToken } from '../report/inspect.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { Io } from './io.js';
import { type LineReport, reportLines } from './report-lines.js';

/** What `inspect --ndjson` is asked. */
export interface LinesRequest extends InspectOptions {
  /** How long each token is to last, in ms. */
  readonly expiresWithin: number | undefined;
  /** What to make of each line; `inspectToken` unless told. */
  readonly inspect?: (text: string, options: InspectOptions) => InspectReport;
}

/** Of all lines' exit codes, the first of these that occurs is the program's. */
const WORST_FIRST: readonly ExitCode[] = [EXIT.notAToken, EXIT.caveat, EXIT.inconclusive];

/**
 * Inspects one token on each line of a stream and writes one JSON object for each, with the number of its `line`; blank lines are
 * passed over. A line that holds no token gives an error object and stops nothing. Memory stays flat. Gives the exit code: 3 if any
 * line was no token, else what `--expires-within` found.
 */
export async function inspectLines(
  source: AsyncIterable<Uint8Array | string>,
  request: LinesRequest,
  io: Io,
): Promise<ExitCode> {
  const inspect = (text: string): LineReport => {
    const report = (request.inspect ?? inspectToken)(text, request);
    if (request.expiresWithin === undefined) return { json: report, exit: EXIT.ok };
    const expiry = compareExpiry(report, request.expiresWithin);
    return { json: withExpiry(report, expiry), exit: EXPIRY_EXIT[expiry] };
  };
  const seen = await reportLines(source, inspect, io);
  return WORST_FIRST.find((exit) => seen.has(exit)) ?? EXIT.ok;
}
