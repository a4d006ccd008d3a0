import { exitOfVerification, reportVerification, type VerifyOptions } from '../report/verify.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { Io } from './io.js';
import { reportLines } from './report-lines.js';

/** Of all lines' exit codes, the first of these that occurs is the program's. */
const WORST_FIRST: readonly ExitCode[] = [EXIT.notAToken, EXIT.key, EXIT.caveat, EXIT.inconclusive];

/**
 * Verifies one token on each line of a stream and writes one JSON object for each, with the number of its `line`. Memory stays flat.
 * Gives the exit code: 3 if any line was no token, else 7 if any signature did not match, else 6, else 9.
 */
export async function verifyLines(
  source: AsyncIterable<Uint8Array | string>,
  options: VerifyOptions,
  io: Io,
): Promise<ExitCode> {
  const verify = (text: string) => {
    const json = reportVerification(text, options);
    return { json, exit: exitOfVerification(json) };
  };
  const seen = await reportLines(source, verify, io);
  return WORST_FIRST.find((exit) => seen.has(exit)) ?? EXIT.ok;
}
