import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { runCli } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const expectSchema = schemaOf('mint');
const KEY = 'the root key of this test';
const folder = await temporaryFolder();
const keyFile = join(folder, 'key');
await writeFile(keyFile, `${KEY}\n`);

function textsOf(token: string): string[] {
  return decodeMacaroon(token).macaroon.caveats.map(({ identifier }) => Buffer.from(identifier).toString());
}

test('prints the bare token: signed with the key, line end taken off', async () => {
  const { exit, stdout, stderr } = await runHere('mint', ['--key-file', keyFile, '--user', '@alice:hs.test']);
  expect([exit, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^[\w-]+\n$/);
  const { macaroon } = decodeMacaroon(stdout.trimEnd());
  expect(verifySignature(macaroon, encodeUtf8(KEY))).toEqual({ state: 'valid' });
  expect([macaroon.location, macaroon.identifier].map((value) => Buffer.from(value).toString())).toEqual([
    'hs.test',
    'test',
  ]);
  expect(textsOf(stdout.trimEnd())).toEqual(['gen = 1', 'user_id = @alice:hs.test', 'type = access']);
});

test('the key from standard input, the caveats of every flag', async () => {
  const caveats = ['--not-before', '2026-01-31', '--expires-at', '2099-01-31', '--guest', '--caveat', 'time < 5'];
  const others = ['--as', 'bare', '--type', 'login', '--location', 'here', '--identifier', 'id', '--format', 'v2-json'];
  const { stdout } = await runCli(['mint', '--key-file', '-', ...others, ...caveats], { stdin: KEY });
  const { macaroon, format } = decodeMacaroon(stdout.trimEnd());
  expect(format).toBe('v2-json');
  expect(verifySignature(macaroon, encodeUtf8(KEY))).toEqual({ state: 'valid' });
  expect(textsOf(stdout.trimEnd())).toEqual([
    'type = login',
    `time < ${Date.UTC(2099, 0, 31)}`,
    'guest = true',
    `time > ${Date.UTC(2026, 0, 31)}`,
    'time < 5',
  ]);
});

test('the key from the environment, the token into a file; no output holds either', async () => {
  const path = join(folder, 'token');
  const args = ['mint', '--key-env', 'ROOT_KEY', '--as', 'synapse', '--user', '@1:hs.test', '-o', path, '--json'];
  const { exit, stdout, stderr } = await runCli(args, { env: { ROOT_KEY: KEY } });
  const report = JSON.parse(stdout);
  expectSchema(report);
  const token = (await readFile(path, 'utf8')).trimEnd();
  expect([exit, report.token, report.output]).toEqual([0, null, 'file']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(textsOf(token)).toHaveLength(5);
  for (const secret of [KEY, token.slice(-30), token.slice(0, 30)]) expect(stdout + stderr).not.toContain(secret);
});

test('warns where its verifier would refuse it', async () => {
  const args = [
    '--key-file',
    keyFile,
    '--as',
    'synapse',
    '--user',
    '@1:hs.test',
    '--not-before',
    '2020-01-01',
    '--json',
  ];
  const report = JSON.parse((await runHere('mint', args)).stdout);
  expectSchema(report);
  expect(report.warnings).toEqual([
    expect.stringMatching(/^Synapse 1\.62\.0 and later, guest access token, would refuse this token: /),
  ]);
});

test.each(['access', 'refresh', 'login'])('a token of type %s is good for what its type says', async (type) => {
  const { stderr } = await runHere('mint', ['--key-file', keyFile, '--user', '@alice:hs.test', '--type', type]);
  expect(stderr).toBe('');
});

test.each([
  ['no key', ['--user', '@a:b'], 'ERR_USAGE', /^Name one key: --key-file FILE/],
  ['two keys', ['--key-file', keyFile, '--key-env', 'HOME', '--user', '@a:b'], 'ERR_USAGE', /^Name one key/],
  ['a variable that is not set', ['--key-env', 'NO_SUCH', '--user', '@a:b'], 'ERR_KEY_ENV_UNSET', /is not set/],
  ['no user', ['--key-file', keyFile], 'ERR_USAGE', /^Tokens of this kind name a user/],
  ['no user ID', ['--key-file', keyFile, '--user', 'alice'], 'ERR_USAGE', /^--user takes a user ID/],
  [
    'another type',
    ['--key-file', keyFile, '--as', 'synapse', '--user', '@a:b', '--type', 'login'],
    'ERR_USAGE',
    /type of their own/,
  ],
  [
    'another kind',
    ['--key-file', keyFile, '--as', 'conduit', '--user', '@a:b'],
    'ERR_USAGE',
    /^--as takes one of: draft, bare, synapse,/,
  ],
  [
    'a setting without a value',
    ['--key-file', keyFile, '--user', '@a:b', '--set', 'nonce'],
    'ERR_USAGE',
    /^--set takes/,
  ],
  [
    'a setting of another kind',
    ['--key-file', keyFile, '--user', '@a:b', '--set', 'nonce=x'],
    'ERR_USAGE',
    /do not have/,
  ],
  [
    'a slip',
    ['--key-file', keyFile, '--user', '@a:b', '--caveat', 'time<5'],
    'ERR_CAVEAT_REFUSED',
    /A space is missing/,
  ],
])('%s: refused, in text and in JSON alike', async (_, args, code, message) => {
  const text = await runHere('mint', args);
  const json = await runHere('mint', [...args, '--json']);
  expect([text.exit, json.exit, text.stdout]).toEqual([2, 2, '']);
  expect(text.stderr).toContain(`[${code}]`);
  expect(JSON.parse(json.stdout).error).toMatchObject({ code, exit: 2, message: expect.stringMatching(message) });
});
