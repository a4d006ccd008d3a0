import { failure, type MatrixTokenError } from '../errors.js';
import type { Io } from './io.js';

/** Prompts that the user leaves with Ctrl-C end in an error of this name (inquirer). */
const LEFT_PROMPT = 'ExitPromptError';

/**
 * The error for something that was thrown and is none of ours. Shows neither message nor values, since both may hold a token;
 * with MATRIX_TOKEN_DEBUG=1 the places in the code, and no more, go to stderr.
 */
export function describeBug(thrown: unknown, io: Io): MatrixTokenError {
  const type = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
  if (type === LEFT_PROMPT) return failure('ERR_INTERRUPTED', {});
  if (io.env.MATRIX_TOKEN_DEBUG === '1' && thrown instanceof Error) {
    const places = (thrown.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
    io.stderr.write(`${places.join('\n')}\n`);
  }
  return failure('ERR_INTERNAL', { type });
}
