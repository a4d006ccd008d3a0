import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runCli } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST } from '../support/tokens.js';

const expectSchema = schemaOf('convert');

test('prints the bare token and a line end, and says on stderr who does not read it', async () => {
  const { exit, stdout, stderr } = await runCli(['convert', '-', '--to', 'v2-json'], { stdin: `Bearer ${GUEST}\n` });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^\{"v":2,"l":"localhost\.test","i":"key","c":\[.*\],"s64":"[\w-]{43}"\}\n$/);
  expect(stderr).toBe('warning: Synapse reads version 1 in base64 alone: it refuses this form.\n');
});

test('-o: the token is in the file, for its owner alone, and nowhere else', async () => {
  const path = join(await temporaryFolder(), 'token');
  const args = [GUEST, '--to', 'v1', '--encoding', 'base64', '-o', path];
  const text = await runHere('convert', args);
  expect(text).toEqual({ exit: 0, stdout: '', stderr: 'The token is in the file named, which only you can read.\n' });
  const written = await readFile(path, 'utf8');
  expect(written).toBe(`${Buffer.from(GUEST, 'base64url').toString('base64')}\n`);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const json = await runHere('convert', [...args, '--json']);
  const report = JSON.parse(json.stdout);
  expectSchema(report);
  expect(report).toMatchObject({ token: null, output: 'file' });
  expect(json.stdout).not.toContain(written.slice(0, 20));
});

test('JSON holds the token', async () => {
  const { exit, stdout } = await runHere('convert', [GUEST, '--to', 'v2', '--json']);
  const report = JSON.parse(stdout);
  expectSchema(report);
  expect([exit, report.output, report.token]).toEqual([0, 'stdout', expect.stringMatching(/^AgEO/)]);
});

test.each([
  ['no target', [GUEST], 2, 'ERR_USAGE', 'A flag is missing, or needs another beside it: --to.'],
  ['another target', [GUEST, '--to', 'v3'], 2, 'ERR_USAGE', '--to takes one of: v1, v2, v1-json, v2-json.'],
  [
    'an encoding for JSON',
    [GUEST, '--to', 'v2-json', '--encoding', 'hex'],
    2,
    'ERR_USAGE',
    '--encoding is for v1 and v2: v1-json and v2-json are text already.',
  ],
  [
    'no such folder',
    [GUEST, '--to', 'v2', '-o', '/nowhere/token'],
    2,
    'ERR_OUTPUT_FILE',
    'The token cannot be written to the file named with -o: there is no such folder.',
  ],
])('%s: refused, in text and in JSON alike', async (_, args, exit, code, message) => {
  const text = await runHere('convert', args);
  const json = await runHere('convert', [...args, '--json']);
  expect([text.exit, text.stdout, json.exit]).toEqual([exit, '', exit]);
  expect(text.stderr).toContain(`error: ${message} [${code}]`);
  expect(JSON.parse(json.stdout).error).toMatchObject({ code, message, exit });
});
