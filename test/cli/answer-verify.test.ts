import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { answerVerify, type VerifyRequest } from '../../src/cli/answer-verify.js';
import { presentReport } from '../../src/cli/present.js';
import { DIALECTS } from '../../src/dialect/catalogue.js';
import { rejectsWith } from '../support/fails-with.js';
import { type FakeIo, type FakeIoOptions, fakeIo, NOW } from '../support/fake-io.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { SYNAPSE_ACCESS, spellings } from '../support/tokens.js';
import { guestMacaroon, guestToken, SECRET } from '../support/verify.js';

const expectSchema = schemaOf('verify');
const NO_KEYS: VerifyRequest['keys'] = { keyFiles: [], keyEnv: undefined, homeserverConfig: [] };

interface Request extends Partial<Omit<VerifyRequest, 'keys'>> {
  readonly keys?: Partial<VerifyRequest['keys']>;
}

let folder: string;
let keyFile: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  keyFile = join(folder, 'root.key');
  await writeFile(keyFile, SECRET);
});

async function run(
  token: string,
  request: Request = {},
  options: FakeIoOptions = {},
): Promise<FakeIo & { exit: number }> {
  const io = fakeIo(options);
  const { keys = { keyFiles: [keyFile] }, ...rest } = request;
  const outcome = await answerVerify(
    {
      token: { argument: token },
      keys: { ...NO_KEYS, ...keys },
      as: undefined,
      at: undefined,
      user: undefined,
      account: undefined,
      purpose: undefined,
      discharges: [],
      lines: false,
      ...rest,
    },
    io,
  );
  if (outcome.kind === 'report') await presentReport(outcome, { kind: 'text' }, io, false);
  return { ...io, written: io.written, exit: outcome.exit };
}

test('the whole text of a token that is refused', async () => {
  const { exit, written } = await run(guestToken(`time < ${NOW - 60_000}`));
  expect(exit).toBe(6);
  expect(written.stderr).toBe('');
  expect(written.stdout).toBe(`\
Token      a macaroon
Judged as  Synapse 1.62.0 and later, guest access token (the likeliest; --as names another)
At         2026-01-02T03:04:05Z
User       @1:hs.test
Key        the key file matches
Signature  right, over every caveat

┌───┬──────────────────────┬───────┬───────────────────────────────────────────────────────────┐
│ # │ Caveat               │ State │ Why                                                       │
│ 1 │ gen = 1              │ met   │ It is "gen = 1", byte for byte.                           │
│ 2 │ type = access        │ met   │ It is "type = access", byte for byte.                     │
│ 3 │ user_id = @1:hs.test │ met   │ It names the user the token is for.                       │
│ 4 │ nonce = (masked)     │ met   │ It begins with "nonce = "; what follows is not looked at. │
│ 5 │ guest = true         │ met   │ It is "guest = true", byte for byte.                      │
│ 6 │ time < 1767322985000 │ unmet │ It expired at 2026-01-02T03:03:05.000Z.                   │
└───┴──────────────────────┴───────┴───────────────────────────────────────────────────────────┘

Verdict             refused. Caveat 6: It expired at 2026-01-02T03:03:05.000Z.
The server answers  401 M_UNKNOWN_TOKEN "Invalid access token passed."
Its log says        Invalid access token in auth: <class
                    'pymacaroons.exceptions.MacaroonInvalidSignatureException'> Signatures do not
                    match.
But                 The log blames the signature, but the signature is right: this verifier leaves
                    out caveats that are not met, and then finds that the signature does not match
                    the rest.

What to do
-  Attenuate the original token again, with another time, or get a new one.

Next: matrix-token register SERVER --guest
`);
});

describe('where the key comes from', () => {
  test.each<[string, Request['keys'], FakeIoOptions]>([
    ['standard input', { keyFiles: ['-'] }, { stdin: SECRET }],
    ['the environment', { keyEnv: 'MACAROON_KEY' }, { env: { MACAROON_KEY: SECRET } }],
  ])('%s', async (_, keys = {}, options) => {
    expect(await run(guestToken(), { keys }, options)).toMatchObject({ exit: 0 });
  });

  test('homeserver.yaml', async () => {
    const config = join(folder, 'homeserver.yaml');
    await writeFile(config, `server_name: hs.test\nmacaroon_secret_key: ${SECRET}\n`);
    const { exit, written } = await run(guestToken(), { keys: { homeserverConfig: [config] } });
    expect(exit).toBe(0);
    expect(written.stdout).toContain('Key        macaroon_secret_key in homeserver.yaml matches\n');
  });

  test('token and key cannot both be standard input', async () => {
    await rejectsWith(
      run('-', { keys: { keyFiles: ['-'] } }),
      'ERR_STDIN_TWICE',
      'Standard input can be the token or the key, not both.',
    );
  });
});

describe('flags', () => {
  test.each([
    ['2026-01-02T03:04:04Z', 0],
    [String(NOW), 6],
  ])('--at %s', async (at, exit) => {
    expect(await run(guestToken(`time < ${NOW}`), { at })).toMatchObject({ exit });
  });

  test('--as all gives a row for each dialect, and the exit code of the likeliest', async () => {
    const { exit, written } = await run(guestToken('foo = bar'), { as: 'all' });
    expect(exit).toBe(6);
    for (const { id } of DIALECTS) expect(written.stdout).toContain(`│ ${id} `);
  });

  test.each<[string, Request, string]>([
    ['--user', { user: 'alice' }, '--user takes a user ID: @localpart:server.'],
    [
      '--at',
      { at: 'tomorrow' },
      '--at takes a date, or a time with its zone, in ISO 8601: 2026-01-31 or 2026-01-31T12:00:00Z.',
    ],
  ])('%s is checked', async (_, request, message) => {
    await rejectsWith(run(guestToken(), request), 'ERR_USAGE', message);
  });

  test('--as with a name that is almost one', async () => {
    const error = await rejectsWith(
      run(guestToken(), { as: 'synaps' }),
      'ERR_DIALECT_UNKNOWN',
      'There is no dialect of the name given to --as.',
    );
    expect(error.hint).toMatch(/^Did you mean synapse\? There are: all, draft, synapse, /);
  });

  test('--discharge with a dialect that takes none is said', async () => {
    const discharge = join(folder, 'discharge');
    await writeFile(discharge, guestToken());
    const { written } = await run(guestToken(), { discharges: [discharge] });
    expect(written.stderr).toBe('warning: This server takes no discharges: those given make no difference.\n');
  });
});

test('--ndjson: a line for each token, the first exit code that matters', async () => {
  const stdin = `${guestToken()}\nnot a token\n${SYNAPSE_ACCESS}\n${guestToken('foo = bar')}\n`;
  const { exit, written } = await run('-', { lines: true }, { stdin });
  expect(exit).toBe(3);
  const lines = written.stdout
    .trimEnd()
    .split('\n')
    .map((line): { line: number; verdict?: string } => JSON.parse(line));
  expect(lines.map(({ line, verdict }) => [line, verdict])).toEqual([
    [1, 'accepted'],
    [2, undefined],
    [3, 'not-applicable'],
    [4, 'refused'],
  ]);
  for (const line of lines) if (line.verdict !== undefined) expectSchema(line);
});

test('neither key nor signature is in any output', async () => {
  const tokens = [guestToken(), guestToken('foo = bar'), `"${guestToken()}"`, guestToken().slice(0, -3)];
  const key = 'correct-horse-battery-staple';
  await writeFile(keyFile, `${key}\n`);
  for (const token of tokens) {
    for (const keys of [{ keyFiles: [keyFile] }, { keyEnv: 'KEY' }]) {
      const { written } = await run(token, { keys, as: 'all' }, { env: { KEY: SECRET } });
      const output = written.stdout + written.stderr;
      for (const secret of [key, SECRET, ...spellings(guestMacaroon().signature)]) expect(output).not.toContain(secret);
    }
  }
});
