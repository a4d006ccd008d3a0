import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { recogniseToken } from '../../src/token/recognise.js';
import { runCli } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS, SYNAPSE_REFRESH, spellings } from '../support/tokens.js';

const expectSchema = schemaOf('inspect');
const LOGIN = JSON.stringify({ user_id: '@alice:localhost', access_token: SYNAPSE_ACCESS, device_id: 'GHTYAJCE' });

interface BadInput {
  readonly what: string;
  readonly stdin: string;
  readonly exit: number;
  readonly says: string;
}

/** What users will paste, from nothing to 10 MB of noise. `says` is a part of the message, or of the code of a finding. */
const INPUTS: readonly BadInput[] = [
  { what: 'nothing', stdin: '', exit: 3, says: 'The input is empty: expected a token at byte 0.' },
  { what: 'white space', stdin: ' \n\t', exit: 3, says: 'The input is 3 bytes of white space or quotes' },
  {
    what: 'two tokens in one line',
    stdin: `${GUEST} ${SYNAPSE_ACCESS}`,
    exit: 3,
    says: 'the second begins at byte 297',
  },
  { what: 'prose', stdin: 'my token', exit: 3, says: 'at byte 2, expected no blank within a token' },
  { what: 'an error answer', stdin: '{"errcode":"M_FORBIDDEN"}', exit: 3, says: 'this one reports an error' },
  { what: '10 MB of noise', stdin: 'x".'.repeat(3_500_000), exit: 3, says: 'larger than 1048576 bytes' },
  { what: 'a macaroon cut to pieces', stdin: GUEST.slice(0, 20), exit: 3, says: 'damaged beyond use' },
  { what: 'quotes', stdin: `"${GUEST}"`, exit: 0, says: '"quotes"' },
  { what: 'Bearer', stdin: `Bearer ${GUEST}`, exit: 0, says: '"bearer"' },
  { what: 'a whole login response', stdin: LOGIN, exit: 0, says: '"json"' },
  { what: 'a lost last character', stdin: GUEST.slice(0, -1), exit: 0, says: 'truncated' },
  { what: 'a lost last character of a syt_', stdin: SYNAPSE_ACCESS.slice(0, -1), exit: 0, says: 'end-cut-off' },
  { what: 'a changed character', stdin: SYNAPSE_ACCESS.replace('zk', 'zK'), exit: 0, says: 'character-changed' },
];

test.each(INPUTS)('$what: exit $exit in text and in JSON', async ({ stdin, exit, says }) => {
  const [text, json] = await Promise.all([
    runCli(['inspect', '-'], { stdin }),
    runCli(['inspect', '-', '--json'], { stdin }),
  ]);
  expect([text.exit, json.exit]).toEqual([exit, exit]);
  expect(json.stdout).toContain(exit === 0 ? says : JSON.stringify(says).slice(1, -1));
  expect(json.stderr).toBe('');
  if (exit === 0) expectSchema(JSON.parse(json.stdout));
  else expect(text).toMatchObject({ stdout: '', stderr: expect.stringContaining(says) });
});

test('every source of a token, and which one wins', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'token.txt');
  await writeFile(file, `${SYNAPSE_REFRESH}\n`);
  const env = { MATRIX_ACCESS_TOKEN: SYNAPSE_ACCESS, MATRIX_TOKEN_HOME: folder, XDG_CONFIG_HOME: folder };
  const from = async (...args: string[]) => {
    const { stdout } = await runCli(['inspect', ...args, '--json'], { stdin: GUEST, env });
    const report: unknown = JSON.parse(stdout);
    return report;
  };
  expect(await Promise.all([from(GUEST, '--token-file', file), from('-'), from('--token-file', file), from()])).toEqual(
    [
      expect.objectContaining({ kind: 'macaroon', input: { from: 'argument', wrapper: null, trimmed: false } }),
      expect.objectContaining({ kind: 'macaroon', input: { from: 'stdin', wrapper: null, trimmed: false } }),
      expect.objectContaining({ kind: 'synapse-refresh', input: { from: 'file', wrapper: null, trimmed: true } }),
      expect.objectContaining({ kind: 'synapse-access', input: { from: 'env', wrapper: null, trimmed: false } }),
    ],
  );
});

test.each([
  ['a file that is not there', ['--token-file', 'no/such/file'], 2, 'ERR_FILE_UNREADABLE'],
  ['a key file that is not there', [GUEST, '--key-file', 'no/such/file'], 2, 'ERR_FILE_UNREADABLE'],
  ['a file of lines that is not there', ['--ndjson', '--token-file', 'no/such/file'], 2, 'ERR_FILE_UNREADABLE'],
  ['no duration', [GUEST, '--expires-within', '7'], 2, 'ERR_USAGE'],
  ['two forms of output', [GUEST, '--ndjson', '--json'], 2, 'ERR_USAGE'],
])('%s', async (_, args, exit, code) => {
  const [text, json] = await Promise.all([runCli(['inspect', ...args]), runCli(['inspect', ...args, '--json'])]);
  expect([text.exit, json.exit]).toEqual([exit, exit]);
  expect(text.stderr + text.stdout + json.stdout).toContain(code);
  expect(text.stderr + json.stderr + text.stdout + json.stdout).not.toContain(GUEST);
});

test('with the key, what the token says is verified', async () => {
  const key = join(await temporaryFolder(), 'key');
  await writeFile(key, 'mac-secret\n');
  const { stdout, exit } = await runCli(['inspect', GUEST, '--key-file', key, '--field', 'effective.basis']);
  expect({ stdout, exit }).toEqual({ stdout: 'verified\n', exit: 0 });
});

test('--expires-within exits 6, 9 or 0, and says why on stderr', async () => {
  const within = (token: string) => runCli(['inspect', token, '--expires-within', '7d', '--field', 'kind']);
  const [guest, opaque] = await Promise.all([within(GUEST), within(SYNAPSE_ACCESS)]);
  expect(guest).toEqual({ exit: 0, stdout: 'macaroon\n', stderr: '' });
  expect(opaque).toMatchObject({
    exit: 9,
    stdout: 'synapse-access\n',
    stderr: expect.stringMatching(/^warning: Nothing in/),
  });
});

test('--ndjson reads what arrives late, goes on after a bad line, and exits 3', async () => {
  const { stdout, exit } = await runCli(['inspect', '-', '--ndjson'], { stdin: `${GUEST}\nbad\n${SYNAPSE_ACCESS}` });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({ kind: 'macaroon', line: 1 }),
    { error: expect.objectContaining({ code: 'ERR_NOT_A_TOKEN' }), line: 2 },
    expect.objectContaining({ kind: 'synapse-access', line: 3 }),
  ]);
  expect(exit).toBe(3);
});

test('no form of output holds the signature or the token', async () => {
  const token = recogniseToken(GUEST);
  const signature = token.kind === 'macaroon' ? token.reading.macaroon.signature : new Uint8Array();
  const forms = [[], ['--json'], ['--ndjson'], ['--show-values'], ['--field', 'macaroon']];
  for (const { stdout, stderr } of await Promise.all(forms.map((form) => runCli(['inspect', GUEST, ...form])))) {
    for (const secret of [GUEST, ...spellings(signature)]) expect(stdout + stderr).not.toContain(secret.slice(0, 20));
  }
});
