import { randomBytes } from 'node:crypto';
import { access, constants, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../errors.js';

/** A report and the file that it goes to. */
export interface ReportFile<Report> {
  readonly path: string;
  readonly render: (report: Report) => string;
}

/** Makes sure that files can be written before the work begins whose result they are for. Throws `ERR_REPORT_FILE`. */
export async function prepareFiles(files: ReadonlyArray<{ readonly path: string }>): Promise<void> {
  for (const { path } of files) {
    await explained(async () => {
      await access(dirname(path), constants.W_OK);
      if (await isDirectory(path)) throw Object.assign(new Error(), { code: 'EISDIR' });
    });
  }
}

/** Writes each report whole or not at all, in place of a file that is there. Throws `ERR_REPORT_FILE`. */
export async function writeFiles<Report>(files: readonly ReportFile<Report>[], report: Report): Promise<void> {
  for (const { path, render } of files) {
    await explained(async () => {
      const unfinished = `${path}.${randomBytes(6).toString('hex')}.unfinished`;
      await writeFile(unfinished, render(report), { flag: 'wx' });
      await rename(unfinished, path);
    });
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function explained(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    throw failure('ERR_REPORT_FILE', { reason: REASONS.get(code) ?? `the system says ${code}` });
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'there is no such folder'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'it is a folder'],
]);
