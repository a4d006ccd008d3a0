import { randomBytes } from 'node:crypto';
import { chmod, type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failure, MatrixTokenError } from '../errors.js';
import { systemCode } from './system-code.js';

const GROUP_AND_OTHERS = 0o077;
const WRITABLE_BY_OTHERS = 0o022;
const TEMPORARY = '.unfinished';

/**
 * Makes a folder that only its owner can enter (0700); leaves one that is there as it is.
 * Throws `ERR_SESSION_FOLDER_EXPOSED` for one in which others could put files of their own.
 */
export async function makePrivateDirectory(directory: string): Promise<void> {
  await explained(directory, async () => {
    const made = await mkdir(directory, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(directory, 0o700);
  });
  const { mode } = await stat(directory);
  if (process.platform !== 'win32' && (mode & WRITABLE_BY_OTHERS) !== 0) {
    throw failure('ERR_SESSION_FOLDER_EXPOSED', { path: directory, mode: octal(mode) });
  }
}

/** Reads a file that nobody else may read; undefined where there is none. Throws `ERR_SESSION_FILE_EXPOSED` otherwise. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  return explained(path, async () => {
    const file = await openExisting(path);
    if (file === undefined) return undefined;
    try {
      const { mode, uid } = await file.stat();
      if (isExposed(mode, uid)) throw failure('ERR_SESSION_FILE_EXPOSED', { path, mode: octal(mode) });
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  });
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Replaces a file by one with new content, 0600 from its first byte on. Whoever reads sees the old content or the new,
 * never a part; also when the machine dies in the middle. Only one process at a time may write: hold the lock.
 */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  await explained(path, async () => {
    await removeUnfinished(path);
    const temporary = `${path}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  });
}

/** A process that was killed while it wrote leaves a file with secrets behind; under the lock nobody else's can be there. */
async function removeUnfinished(path: string): Promise<void> {
  const names = await readdir(dirname(path));
  const unfinished = names.filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith(TEMPORARY));
  await Promise.all(unfinished.map((name) => unlink(join(dirname(path), name))));
}

function isExposed(mode: number, uid: number): boolean {
  const me = process.getuid?.();
  return me !== undefined && (uid !== me || (mode & GROUP_AND_OTHERS) !== 0);
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

/** Runs a step on a file; a fault of the system becomes an error with the path. */
async function explained<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof MatrixTokenError) throw error;
    throw failure('ERR_SESSION_FILE', { path, reason: systemCode(error) });
  }
}
