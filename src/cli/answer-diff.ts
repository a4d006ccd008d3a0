import { INPUT_LIMIT } from '../encoding/input-limit.js';
import { failure } from '../errors.js';
import { type DiffOptions, diffTokens, exitOfDiff } from '../report/diff.js';
import { type ReadLine, readLine, reportLineage } from '../report/lineage.js';
import { DIFF_USAGE } from '../wording/diff.js';
import { EXIT } from '../wording/exit-codes.js';
import type { Io } from './io.js';
import { type Line, readLines } from './lines.js';
import type { Outcome } from './outcome.js';
import { streamFile } from './read-input.js';
import { readTwoTokens, type TwoTokensRequest } from './two-tokens.js';

/** Answers `diff A B`. */
export async function answerDiff(request: TwoTokensRequest, options: DiffOptions, io: Io): Promise<Outcome> {
  const [a, b] = await readTwoTokens(request, io);
  const report = diffTokens(a, b, options);
  return {
    kind: 'report',
    json: report,
    text: async (view) => (await import('../report/diff-text.js')).renderDiff(report, view),
    exit: exitOfDiff(report),
  };
}

/**
 * Answers `diff --all FILE`: reads a token from each line of a file (`-` is standard input); blank lines are passed over, one that holds no
 * macaroon stops nothing. Keeps all macaroons in memory. Exits 3 if any line held none. Throws `ERR_USAGE`, `ERR_FILE_UNREADABLE`.
 */
export async function answerDiffAll(
  { file, arguments: given }: { readonly file: string; readonly arguments: readonly string[] },
  options: DiffOptions,
  io: Io,
): Promise<Outcome> {
  if (given.length > 0) throw failure('ERR_USAGE', { problem: DIFF_USAGE.allAlone });
  const lines: ReadLine[] = [];
  for await (const batch of readLines(file === '-' ? io.stdin : streamFile(file), INPUT_LIMIT)) {
    lines.push(...batch.flatMap(readOne));
  }
  const report = reportLineage(lines, options);
  return {
    kind: 'report',
    json: report,
    text: async (view) => (await import('../report/lineage-text.js')).renderLineage(report, view),
    exit: report.unread.length > 0 ? EXIT.notAToken : EXIT.ok,
  };
}

function readOne(line: Line): ReadLine[] {
  if (line.kind === 'line') return line.text.trim() === '' ? [] : [readLine({ line: line.number, text: line.text })];
  const { code, message } = failure('ERR_INPUT_TOO_LARGE', { limit: INPUT_LIMIT });
  return [{ line: line.number, error: { code, message } }];
}
