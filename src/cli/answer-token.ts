import { EMITTED } from '../wording/emitted.js';
import { EXIT } from '../wording/exit-codes.js';
import type { JsonReport, Outcome } from './outcome.js';
import { writeSecretFile } from './secret-file.js';

/** What a command reports that makes a token. */
export interface Emitted extends JsonReport {
  readonly token: string;
}

/** The same as it is shown: the token, or where it is; `none` where none was made. */
export type Shown = Omit<Emitted, 'token'> & {
  readonly token: string | null;
  readonly output: 'stdout' | 'file' | 'none';
};

/**
 * Answers with a new token: the bare token on stdout or, with `-o`, in a file that only its owner can read, and then nowhere else.
 * Throws `ERR_OUTPUT_FILE`.
 */
export async function answerToken(
  report: Emitted,
  { output, notes = [] }: { readonly output: string | undefined; readonly notes?: readonly string[] },
): Promise<Outcome> {
  const { token } = report;
  if (output === undefined) {
    const json: Shown = { ...report, output: 'stdout' };
    return { kind: 'report', json, text: () => token, notes, exit: EXIT.ok };
  }
  await writeSecretFile(output, token);
  const json: Shown = { ...report, token: null, output: 'file' };
  return { kind: 'report', json, text: () => '', notes: [...notes, EMITTED.written], exit: EXIT.ok };
}
