import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { runCli } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('attenuate');

function caveatsOf(token: string): string[] {
  return decodeMacaroon(token).macaroon.caveats.map(({ identifier }) => Buffer.from(identifier).toString());
}

test('prints the bare token and a line end, and says on stderr until when it is valid', async () => {
  const { exit, stdout, stderr } = await runCli(['attenuate', '-', '--expires-in', '1h30m'], {
    stdin: `Bearer ${GUEST}\n`,
  });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^[\w-]+\n$/);
  expect(stderr).toMatch(/^The narrowed token is valid until \S+Z \(in 1 hour \d+ minutes\)\.\n$/);
  const token = stdout.trimEnd();
  expect(verifySignature(decodeMacaroon(token).macaroon, encodeUtf8('mac-secret'))).toEqual({ state: 'valid' });
  expect(caveatsOf(token).at(-1)).toMatch(/^time < \d{13}$/);
});

test('every flag adds its caveat, times first', async () => {
  const times = ['--not-before', '2026-01-31', '--expires-at', '2099-01-31T12:00:00+01:00'];
  const others = ['--type', 'access', '--caveat', 'user_id = @2:localhost.test', '--caveat', 'guest = true'];
  const { stdout } = await runCli(['attenuate', ...times, ...others, '--json', GUEST]);
  const report: { token: string } = JSON.parse(stdout);
  expectSchema(report);
  expect(caveatsOf(report.token).slice(5)).toEqual([
    `time < ${Date.UTC(2099, 0, 31, 11)}`,
    `time > ${Date.UTC(2026, 0, 31)}`,
    'type = access',
    'user_id = @2:localhost.test',
    'guest = true',
  ]);
});

test('a time that has passed is told on stderr', async () => {
  const { exit, stderr } = await runCli(['attenuate', GUEST, '--expires-at', '2020-01-01']);
  expect(exit).toBe(0);
  expect(stderr).toMatch(/^warning: The token expired at 2020-01-01T00:00:00\.000Z\.$/m);
});

test('--dry-run: the rights before and after, and no token', async () => {
  const args = [GUEST, '--expires-at', '2099-01-31', '--dry-run'];
  const text = await runHere('attenuate', args);
  expect(text.exit).toBe(0);
  expect(text.stdout.replace(/\(in .*?\)/g, '').replace(/ +/g, ' ')).toMatch(
    /│ Valid │ without an end: no caveat limits the time │ until 2099-01-31T00:00:00Z/,
  );
  expect(text.stderr).toBe('Nothing was made: this is what the narrowed token would allow.\n');
  const json = await runHere('attenuate', [...args, '--json']);
  const report = JSON.parse(json.stdout);
  expectSchema(report);
  expect(report).toMatchObject({ token: null, output: 'none', before: { expires: null } });
  expect(report.effective.expires.iso).toBe('2099-01-31T00:00:00.000Z');
  const made = await runHere('attenuate', [GUEST, '--expires-at', '2099-01-31']);
  for (const output of [text.stdout, json.stdout]) expect(output).not.toContain(made.stdout.slice(-40, -1));
});

test('-o: the token is in the file, for its owner alone', async () => {
  const path = join(await temporaryFolder(), 'token');
  const { exit, stdout } = await runHere('attenuate', [GUEST, '--type', 'access', '-o', path]);
  expect([exit, stdout]).toEqual([0, '']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(caveatsOf((await readFile(path, 'utf8')).trimEnd()).at(-1)).toBe('type = access');
});

test('--as: warns of what that verifier does not understand', async () => {
  const { stdout } = await runHere('attenuate', [GUEST, '--caveat', 'guest = true', '--as', 'draft', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    dialect: { id: 'draft', chosen: 'asked' },
    warnings: [expect.stringMatching(/^the caveat draft of 2015, will refuse the narrowed token for caveat 6: /)],
  });
});

test.each([
  ['no caveat', [GUEST], 2, 'ERR_CAVEAT_MISSING'],
  ['no macaroon', [SYNAPSE_ACCESS, '--expires-in', '1h'], 2, 'ERR_NOT_A_MACAROON'],
  ['a caveat outside the grammar', [GUEST, '--caveat', 'time<5'], 2, 'ERR_CAVEAT_REFUSED'],
  ['a damaged macaroon', [GUEST.slice(0, -1), '--expires-in', '1h'], 3, 'ERR_MACAROON_ANOMALOUS'],
  ['a duration without a unit', [GUEST, '--expires-in', '90'], 2, 'ERR_USAGE'],
  ['a time without a zone', [GUEST, '--expires-at', '2026-01-31T12:00:00'], 2, 'ERR_USAGE'],
  ['two ends', [GUEST, '--expires-in', '1h', '--expires-at', '2099-01-31'], 2, 'ERR_USAGE'],
  ['another type', [GUEST, '--type', 'admin'], 2, 'ERR_USAGE'],
  ['a dry run into a file', [GUEST, '--type', 'access', '--dry-run', '-o', 'x'], 2, 'ERR_USAGE'],
])('%s: refused, in text and in JSON alike, and no token is shown', async (_, args, exit, code) => {
  const text = await runHere('attenuate', args);
  const json = await runHere('attenuate', [...args, '--json']);
  expect(text).toMatchObject({ exit, stdout: '', stderr: expect.stringContaining(`[${code}]`) });
  expect(JSON.parse(json.stdout)).toEqual({ error: expect.objectContaining({ code, exit }) });
  expect(json.exit).toBe(exit);
  for (const output of [text.stderr, json.stdout, json.stderr]) expect(output).not.toContain(args[0]?.slice(0, 20));
});
