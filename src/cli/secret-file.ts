import { randomBytes } from 'node:crypto';
import { lstat, open, rename, unlink } from 'node:fs/promises';
import { failure } from '../errors.js';

/**
 * Writes a secret and a line end to a file that only its owner can read: 0600 before the first byte is written, and whole or not at all, in
 * place of a file that is there. Refuses what is no plain file, such as a link or a device. Throws `ERR_OUTPUT_FILE`, which does not repeat
 * the path.
 */
export async function writeSecretFile(path: string, secret: string): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.unfinished`;
  try {
    await refuseOtherThanFile(path);
    await writeNew(unfinished, `${secret}\n`);
    await rename(unfinished, path);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    throw failure('ERR_OUTPUT_FILE', { reason: REASONS.get(code) ?? `the system says ${code}` });
  }
}

async function writeNew(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refuseOtherThanFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isFile()) throw Object.assign(new Error(), { code: NOT_A_FILE });
}

const NOT_A_FILE = 'not-a-file';

const REASONS: ReadonlyMap<string, string> = new Map([
  [NOT_A_FILE, 'there is something of that name, and it is no plain file'],
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'there is no such folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space is left'],
  ['ENAMETOOLONG', 'its name is too long'],
]);
