import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readStdin, readTextFile } from '../../src/cli/read-input.js';
import { INPUT_LIMIT } from '../../src/encoding/input-limit.js';
import { rejectsWith } from '../support/fails-with.js';
import { fakeIo } from '../support/fake-io.js';

test('standard input is read to its end, however it is cut into chunks', async () => {
  const io = fakeIo({ stdin: ['syt_', 'YWxp', 'Y2U\n'] });
  expect(await readStdin(io)).toBe('syt_YWxpY2U\n');
});

test('standard input past the limit is refused while it still flows', async () => {
  const io = fakeIo({ stdin: ['a'.repeat(INPUT_LIMIT), 'b'] });
  await rejectsWith(
    readStdin(io),
    'ERR_INPUT_TOO_LARGE',
    'The input is larger than 1048576 bytes, so it is not one token; nothing was decoded.',
  );
});

test('an endless file is refused, not read', async () => {
  await rejectsWith(readTextFile('/dev/zero'), 'ERR_INPUT_TOO_LARGE', /larger than 1048576 bytes/);
});

test.each([
  ['/no/such/file', 'Cannot read the file /no/such/file: there is no such file.'],
  ['.', 'Cannot read the file .: it is a folder.'],
])('the file %s cannot be read, and the error says why', async (path, message) => {
  await rejectsWith(readTextFile(path), 'ERR_FILE_UNREADABLE', message);
});

test.each([
  ['MDAxY2xvY2F0aW9uIGxvY2FsaG9zdC50ZXN0CjAwMTNpZGVudGlmaWVyIGtleQo'],
  ['syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al'],
  ['tokens/mat_0Yy3sRqzC1'],
  ['opaqueopaqueopaque'],
])('a token given as a path does not come back in the error: %s', async (token) => {
  const error = await rejectsWith(readTextFile(token), 'ERR_FILE_UNREADABLE', /it looks like a token/);
  expect(JSON.stringify(error)).not.toContain(token);
});

test.each([['/home/alice/access-token-of-production.txt'], ['./token'], ['~/tokens/2026-01-02.txt']])(
  'a path that looks like one is named: %s',
  async (path) => {
    const error = await rejectsWith(readTextFile(path), 'ERR_FILE_UNREADABLE', /there is no such file/);
    expect(error.fields.path).toBe(path);
  },
);

test('a file is read whole', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'matrix-token-')), 'token');
  await writeFile(path, 'syt_x\n');
  expect(await readTextFile(path)).toBe('syt_x\n');
});
