import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeSecretFile } from '../../src/cli/secret-file.js';
import { rejectsWith } from '../support/fails-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('the file is for its owner alone, whatever the umask, and ends with a line end', async () => {
  const path = join(await temporaryFolder(), 'token');
  const before = process.umask(0);
  try {
    await writeSecretFile(path, 'secret');
  } finally {
    process.umask(before);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe('secret\n');
});

test('a file that others can read is replaced by one that they cannot, and nothing else is left', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'token');
  await writeFile(path, 'old');
  await chmod(path, 0o644);
  await writeSecretFile(path, 'new');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['token']);
});

test('a folder, a link or a device is refused, and left as it is', async () => {
  const folder = await temporaryFolder();
  const [file, link, inner] = ['file', 'link', 'folder'].map((name) => join(folder, name));
  if (file === undefined || link === undefined || inner === undefined) throw new Error('three paths');
  await writeFile(file, 'old');
  await symlink(file, link);
  await mkdir(inner);
  for (const path of [link, inner, '/dev/null']) {
    const message =
      'The token cannot be written to the file named with -o: there is something of that name, and it is no plain file.';
    await rejectsWith(writeSecretFile(path, 'new'), 'ERR_OUTPUT_FILE', message);
  }
  expect(await readFile(file, 'utf8')).toBe('old');
  expect((await readdir(folder)).toSorted()).toEqual(['file', 'folder', 'link']);
});

test('a folder that is not there: said, without the path, which may be a token', async () => {
  const path = join(await temporaryFolder(), 'nowhere', 'token');
  const message = 'The token cannot be written to the file named with -o: there is no such folder.';
  await rejectsWith(writeSecretFile(path, 'new'), 'ERR_OUTPUT_FILE', message);
});
