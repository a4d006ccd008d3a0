import { INPUT_LIMIT } from '../encoding/input-limit.js';
import { failure, MatrixTokenError } from '../errors.js';
import { toJsonLine } from '../report/json.js';
import type { ExitCode } from '../wording/exit-codes.js';
import type { Io } from './io.js';
import { type Line, readLines } from './lines.js';
import { errorJson } from './present.js';
import { writeAll } from './write.js';

/** What a command says of one line, and the exit code it would end with if that were all. */
export interface LineReport {
  readonly json: object;
  readonly exit: ExitCode;
}

/**
 * Reports the token on each line of a stream as one JSON object with the number of its `line`; blank lines are passed over. A line that
 * holds no token gives an error object and stops nothing. Memory stays flat. Gives every exit code that occurred.
 */
export async function reportLines(
  source: AsyncIterable<Uint8Array | string>,
  report: (text: string) => LineReport,
  io: Io,
): Promise<ReadonlySet<ExitCode>> {
  const seen = new Set<ExitCode>();
  for await (const lines of readLines(source, INPUT_LIMIT)) {
    let output = '';
    for (const line of lines) {
      if (line.kind === 'line' && line.text.trim() === '') continue;
      const { json, exit } = reportLine(line, report);
      seen.add(exit);
      output += `${toJsonLine({ ...json, line: line.number })}\n`;
    }
    await writeAll(io.stdout, output);
  }
  return seen;
}

function reportLine(line: Line, report: (text: string) => LineReport): LineReport {
  try {
    if (line.kind === 'too-long') throw failure('ERR_INPUT_TOO_LARGE', { limit: INPUT_LIMIT });
    return report(line.text);
  } catch (error) {
    if (!(error instanceof MatrixTokenError)) throw error;
    return { json: errorJson(error), exit: error.exit };
  }
}
