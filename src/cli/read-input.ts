import { createReadStream } from 'node:fs';
import { INPUT_LIMIT } from '../encoding/input-limit.js';
import { failure, MatrixTokenError } from '../errors.js';
import type { Io } from './io.js';

/** Reads standard input to its end as UTF-8. Throws `ERR_INPUT_TOO_LARGE` as soon as it passes the limit. */
export async function readStdin(io: Io): Promise<string> {
  return (await readCapped(io.stdin)).toString('utf8');
}

/** Reads standard input to its end as bytes. Throws `ERR_INPUT_TOO_LARGE` as soon as it passes the limit. */
export async function readStdinBytes(io: Io): Promise<Uint8Array> {
  return readCapped(io.stdin);
}

/** Reads a small file whole as UTF-8. Throws `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`. */
export async function readTextFile(path: string): Promise<string> {
  return (await readBinaryFile(path)).toString('utf8');
}

/** Reads a file of any size piece by piece. Throws `ERR_FILE_UNREADABLE`. */
export async function* streamFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Reads a small file whole. Throws `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`. */
export async function readBinaryFile(path: string): Promise<Buffer> {
  try {
    return await readCapped(createReadStream(path));
  } catch (error) {
    if (error instanceof MatrixTokenError) throw error;
    throw unreadable(path, error);
  }
}

async function readCapped(source: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > INPUT_LIMIT) throw failure('ERR_INPUT_TOO_LARGE', { limit: INPUT_LIMIT });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function unreadable(path: string, error: unknown): MatrixTokenError {
  return failure('ERR_FILE_UNREADABLE', { path: showPath(path), reason: reasonOf(error) });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no more';
  return REASONS[code] ?? `the system says ${code}`;
}

const LONGEST_PATH_SHOWN = 200;

/** A token pasted where a path belongs must not come back in the error. */
function showPath(path: string): string {
  const printable = path.length <= LONGEST_PATH_SHOWN && /^[\w./~ :\\-]*$/.test(path);
  return printable && !mayBeToken(path) ? path : '(name not shown: it looks like a token)';
}

/** Errs on the side of hiding: a known prefix, one long word, or a long run of digits and both cases. */
function mayBeToken(path: string): boolean {
  if (/(?:^|\W)(?:sy[trl]|m[act]r|m[acp]t)_/.test(path) || /^[\w-]{16,}$/.test(path)) return true;
  const runs = path.match(/[\w-]{20,}/g) ?? [];
  return runs.some((run) => /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run));
}
