import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import type { CliResult } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST } from '../support/tokens.js';

const folder = await temporaryFolder();
const keyFile = join(folder, 'root.key');
const caveatKeyFile = join(folder, 'caveat.key');
await writeFile(keyFile, 'root key');
await writeFile(caveatKeyFile, 'caveat key');

async function run(name: string, ...args: readonly string[]): Promise<string> {
  const { exit, stdout, stderr } = await runHere(name, [...args, '--quiet']);
  if (exit !== 0) throw new Error(stderr);
  return stdout.trimEnd();
}

async function keep(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function verify(token: string, ...discharges: readonly string[]): Promise<CliResult> {
  const flags = discharges.flatMap((path) => ['--discharge', path]);
  return runHere('verify', [token, '--key-file', keyFile, '--as', 'draft', '--field', 'verdict', ...flags]);
}

const ASK = ['--third-party', 'https://third.example', '--caveat-key-file', caveatKeyFile];

test.each(['v1', 'v2', 'v2-json'])(
  'in %s: demanded, discharged, bound, and then the draft accepts it',
  async (format) => {
    const minted = await run('mint', '--key-file', keyFile, '--user', '@alice:hs.test', '--format', format);
    const token = await run('attenuate', minted, ...ASK, '--expires-in', '1h');
    const discharge = await run('discharge', token, '--caveat-key-file', caveatKeyFile, '--expires-in', '5m');
    const unbound = await keep('discharge', discharge);
    const bound = await keep('bound', await run('bind', token, '--discharge', unbound));
    expect(decodeMacaroon(discharge).format).toBe(format);
    expect((await verify(token)).stdout).toBe('refused\n');
    expect((await verify(token, unbound)).stdout).toBe('refused\n');
    expect((await verify(token, bound)).stdout).toBe('accepted\n');
  },
);

test('what attenuate, discharge and bind say, in JSON', async () => {
  const token = await run('attenuate', GUEST, ...ASK, '--caveat-id', 'ask \u001b');
  const attenuated = JSON.parse(await run('attenuate', GUEST, ...ASK, '--caveat-id', 'ask \u001b', '--json'));
  schemaOf('attenuate')(attenuated);
  expect(attenuated.added).toEqual([
    { index: 6, text: 'ask \\u{1b}', meaning: expect.stringContaining('https://third.example') },
  ]);
  const discharged = JSON.parse(await run('discharge', token, '--caveat-key-file', caveatKeyFile, '--json'));
  schemaOf('discharge')(discharged);
  expect(discharged).toMatchObject({ discharges: 6, identifier: 'ask \\u{1b}', location: 'https://third.example' });
  const path = await keep('unbound', discharged.token);
  const bound = JSON.parse(await run('bind', token, '--discharge', path, '--json'));
  schemaOf('bind')(bound);
  expect(bound).toMatchObject({ discharges: [6], warnings: [] });
  const stray = JSON.parse(await run('bind', GUEST, '--discharge', path, '--json'));
  expect(stray).toMatchObject({
    discharges: [],
    warnings: [expect.stringMatching(/^No third-party caveat of the token has the identifier of this discharge/)],
  });
});

test('a discharge for an identifier that is known, without the token', async () => {
  const args = ['--caveat-id', 'ask', '--location', 'there', '--caveat-key-file', caveatKeyFile];
  const path = join(folder, 'named');
  const { exit, stdout, stderr } = await runHere('discharge', [...args, '-o', path]);
  expect([exit, stdout]).toEqual([0, '']);
  expect(stderr).toBe(
    'It is no good until it is bound to the token: matrix-token bind.\n' +
      'The token is in the file named, which only you can read.\n',
  );
  const { macaroon } = decodeMacaroon((await readFile(path, 'utf8')).trimEnd());
  expect(Buffer.from(macaroon.identifier).toString()).toBe('ask');
});

const TWICE = await run('attenuate', await run('attenuate', GUEST, ...ASK), ...ASK);
const DAMAGED = await keep('damaged', GUEST.slice(0, -1));
const CAVEAT_KEY = ['--caveat-key-file', caveatKeyFile];

test.each([
  [
    'discharge',
    'no third-party caveat',
    [GUEST, ...CAVEAT_KEY],
    2,
    'ERR_USAGE',
    /^The token has no third-party caveat, so/,
  ],
  ['discharge', 'several', [TWICE, ...CAVEAT_KEY], 2, 'ERR_USAGE', /say which with --index \(6, 7\)\.$/],
  [
    'discharge',
    'none at that number',
    [TWICE, '--index', '5', ...CAVEAT_KEY],
    2,
    'ERR_USAGE',
    /no third-party caveat at/,
  ],
  ['discharge', 'no number', [TWICE, '--index', 'six', ...CAVEAT_KEY], 2, 'ERR_USAGE', /^--index takes the number/],
  ['discharge', 'no key', [TWICE], 2, 'ERR_USAGE', /^Name the caveat key/],
  [
    'discharge',
    'a token and an identifier',
    [TWICE, '--caveat-id', 'x', ...CAVEAT_KEY],
    2,
    'ERR_USAGE',
    /no token is needed/,
  ],
  ['bind', 'no discharge', [GUEST], 2, 'ERR_USAGE', /^A flag is missing, .*--discharge/],
  ['bind', 'standard input twice', ['-', '--discharge', '-'], 2, 'ERR_USAGE', /^Standard input can be/],
  ['bind', 'a damaged discharge', [GUEST, '--discharge', DAMAGED], 3, 'ERR_MACAROON_ANOMALOUS', /not well formed/],
  [
    'attenuate',
    'a third party without a key',
    [GUEST, '--third-party', 'x'],
    2,
    'ERR_USAGE',
    /needs --caveat-key-file/,
  ],
  [
    'attenuate',
    'a caveat key alone',
    [GUEST, '--type', 'access', ...CAVEAT_KEY],
    2,
    'ERR_USAGE',
    /go with --third-party/,
  ],
  ['attenuate', 'a damaged token', [GUEST.slice(0, -1), ...ASK], 3, 'ERR_MACAROON_ANOMALOUS', /not well formed/],
  ['attenuate', 'another dialect', [GUEST, '--type', 'access', '--as', 'drft'], 2, 'ERR_DIALECT_UNKNOWN', /no dialect/],
])('%s, %s: refused', async (name, _, args, exit, code, message) => {
  const { exit: actual, stdout } = await runHere(name, [...args, '--json']);
  expect(JSON.parse(stdout).error).toMatchObject({ code, exit, message: expect.stringMatching(message) });
  expect(actual).toBe(exit);
});
