import { failure } from '../errors.js';
import type { Io } from './io.js';
import { readStdin, readTextFile } from './read-input.js';

/** One value that a person may give in a file, on standard input, or at a prompt. */
export interface Question {
  /** The flag that names a file, or `-` for standard input. */
  readonly flag: string;
  readonly file: string | undefined;
  /** What to ask at a terminal. */
  readonly prompt: string;
  /** Ask twice: for a new password. */
  readonly confirm?: string;
}

/**
 * Reads a secret: from a file or standard input, whole but for one line end, else at a prompt that does not show it.
 * Without a terminal there is no prompt. Throws `ERR_VALUE_MISSING`, which names the flag, `ERR_SECRET_EMPTY`, and
 * `ERR_CONFIRMATION_DIFFERS`.
 */
export async function readSecret(question: Question, io: Io): Promise<string> {
  const { flag, file, prompt, confirm } = question;
  const secret = file === undefined ? await askSecret(flag, prompt, io) : await readSecretFile(file, io);
  if (secret === '') throw failure('ERR_SECRET_EMPTY', { flag });
  if (file === undefined && confirm !== undefined && (await askSecret(flag, confirm, io)) !== secret) {
    throw failure('ERR_CONFIRMATION_DIFFERS', {});
  }
  return secret;
}

/** Reads a token from a file or (`-`) standard input, without the white space around it. Throws `ERR_SECRET_EMPTY`. */
export async function readTokenFile(flag: string, file: string, io: Io): Promise<string> {
  const token = (await readSecretFile(file, io)).trim();
  if (token === '') throw failure('ERR_SECRET_EMPTY', { flag });
  return token;
}

/** A password may end in blanks: only one line end is taken off. */
async function readSecretFile(file: string, io: Io): Promise<string> {
  const text = file === '-' ? await readStdin(io) : await readTextFile(file);
  return text.replace(/\r?\n$/, '');
}

/** Asks for a value that is no secret, at a terminal. Throws `ERR_VALUE_MISSING`, which names the flag, where there is none. */
export async function askText(flag: string, prompt: string, io: Io): Promise<string> {
  return ask(flag, prompt, 'input', io);
}

function askSecret(flag: string, prompt: string, io: Io): Promise<string> {
  return ask(flag, prompt, 'password', io);
}

async function ask(flag: string, message: string, type: 'input' | 'password', io: Io): Promise<string> {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) throw failure('ERR_VALUE_MISSING', { flag });
  const { createPromptModule } = await import('inquirer');
  const prompt = createPromptModule({ output: process.stderr });
  const { value } = await prompt<{ value: string }>([{ type, name: 'value', message }]);
  return value;
}
