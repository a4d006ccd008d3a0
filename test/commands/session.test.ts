import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Reference, startReference } from '../../src/reference/start.js';
import { type CliResult, runCli } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PASSWORD = 'canary-password ';
let reference: Reference;
let folder = '';
let passwordFile = '';

beforeAll(async () => {
  reference = await startReference({ accessTokenLifetime: 300_000 });
  folder = await temporaryFolder();
  passwordFile = join(folder, 'password.txt');
  await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
});

afterAll(() => reference.close());

/** Runs a command with sessions of its own, named by `place`. */
function run(place: string, name: string, args: readonly string[] = []): Promise<CliResult> {
  return runHere(name, args, join(folder, place));
}

/** The same in a process of its own, with something on standard input. */
function runPiped(place: string, args: readonly string[], stdin: string): Promise<CliResult> {
  return runCli(args, { env: { MATRIX_TOKEN_CONFIG_DIR: join(folder, place) }, stdin });
}

/** The same with `--json`; expects success, and output as its schema says. */
async function runJson(place: string, name: string, args: readonly string[] = []): Promise<Record<string, unknown>> {
  const { exit, stdout, stderr } = await run(place, name, [...args, '--json']);
  const schema = name.replace(' ', '-');
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const json = JSON.parse(stdout);
  expect(json.schema).toBe(`matrix-token.${schema}/1`);
  schemaOf(schema)(json);
  return json;
}

/** Output with what differs from run to run replaced by its name. */
function settle(text: string): string {
  return text
    .replaceAll(reference.url, 'URL')
    .replaceAll(folder, 'FOLDER')
    .replace(/\b[A-Z]{10}\b/g, 'DEVICE')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z \(in 4 minutes \d+ seconds\)/g, 'MOMENT')
    .replace(/sha256:[0-9a-f]{64}/g, 'FINGERPRINT');
}

test('a whole session, as it is read at a terminal', async () => {
  const { url } = reference;
  const steps: ReadonlyArray<readonly [string, string[], string, string]> = [
    [
      'register',
      [url, '--username', 'alice', '--password-file', passwordFile],
      [
        'Registered @alice:localhost on URL, and logged in.',
        'Device   DEVICE',
        'Expires  MOMENT',
        'Refresh  can be refreshed',
        'Profile  alice@localhost (current)',
        'Stored   FOLDER/whole/secrets.json (only you can read it)',
        '',
        'Next: matrix-token whoami',
        '',
      ].join('\n'),
      '',
    ],
    [
      'login',
      [url, '--username', '@alice:localhost', '--password-file', passwordFile],
      [
        'Logged in as @alice:localhost on URL.',
        'Device   DEVICE',
        'Expires  MOMENT',
        'Refresh  can be refreshed',
        'Profile  alice@localhost (current)',
        'Stored   FOLDER/whole/secrets.json (only you can read it)',
        '',
        'Next: matrix-token whoami',
        '',
      ].join('\n'),
      'Profile alice@localhost held a session of @alice:localhost before; that session was not ended on its server.\n',
    ],
    [
      'whoami',
      [],
      [
        '@alice:localhost',
        'Homeserver  URL',
        'Device      DEVICE',
        'Guest       no',
        'Token       from profile alice@localhost,',
        '            FINGERPRINT',
        '',
        'Next: matrix-token inspect',
        '',
      ].join('\n'),
      '',
    ],
    [
      'refresh',
      [],
      [
        'Refreshed the tokens of @alice:localhost.',
        'Homeserver  URL',
        'Endpoint    /_matrix/client/v3/refresh',
        'Expires     MOMENT',
        'Profile     alice@localhost',
        'Stored      FOLDER/whole/secrets.json (only you can read it)',
        '',
        'Next: matrix-token whoami',
        '',
      ].join('\n'),
      '',
    ],
    ['profile use', ['alice@localhost'], 'Using profile alice@localhost.\n\nNext: matrix-token whoami\n', ''],
    [
      'logout',
      [],
      'Logged out @alice:localhost; the token is no longer valid.\n\nNext: matrix-token profile list\n',
      '',
    ],
    ['profile list', [], 'No sessions are stored.\n\nNext: matrix-token login SERVER --username NAME\n', ''],
  ];
  for (const [name, args, stdout, stderr] of steps) {
    const result = await run('whole', name, args);
    expect({ exit: result.exit, stdout: settle(result.stdout), stderr: settle(result.stderr) }).toEqual({
      exit: 0,
      stdout,
      stderr,
    });
  }
});

test('a whole session in JSON, as the schemas describe it', async () => {
  const { url } = reference;
  const place = 'json';
  const credentials = ['--username', 'jason', '--password-file', passwordFile];
  const registered = await runJson(place, 'register', [url, ...credentials]);
  expect(registered).toMatchObject({
    userId: '@jason:localhost',
    profile: 'jason@localhost',
    refreshable: true,
    replaced: false,
  });
  expect(await runJson(place, 'login', [url, ...credentials, '--profile', 'second'])).toMatchObject({
    profile: 'second',
  });
  expect(await runJson(place, 'whoami')).toMatchObject({
    userId: '@jason:localhost',
    guest: false,
    token: { from: 'profile', profile: 'second' },
  });
  expect(await runJson(place, 'refresh')).toMatchObject({ endpoint: '/_matrix/client/v3/refresh' });
  expect(await runJson(place, 'profile use', ['jason@localhost'])).toMatchObject({
    profile: 'jason@localhost',
  });
  const { profiles } = await runJson(place, 'profile list');
  expect(profiles).toMatchObject([
    { name: 'jason@localhost', current: true },
    { name: 'second', current: false },
  ]);
  expect(await runJson(place, 'token', ['--min-ttl', '1m'])).toMatchObject({ refreshed: false, warnings: [] });
  expect(await runJson(place, 'profile remove', ['second'])).toMatchObject({ wasCurrent: false });
  expect(await runJson(place, 'logout', ['--all'])).toMatchObject({ effect: 'ended-everywhere' });
});

describe('secrets', () => {
  test('appear nowhere but in the secret file and in the output of token', async () => {
    const { url } = reference;
    const results = [
      await run('canary', 'register', [url, '--username', 'canary', '--password-file', passwordFile]),
      await runPiped('canary', ['login', url, '--username', 'canary', '--password-file', '-'], `${PASSWORD}\r\n`),
      await run('canary', 'whoami', ['--json']),
      await run('canary', 'refresh', ['--json']),
      await run('canary', 'profile list', ['--json']),
    ];
    const token = (await run('canary', 'token', [])).stdout;
    expect(token).toMatch(/^[\w-]+\n$/);
    const stored = JSON.parse(await readFile(join(folder, 'canary', 'secrets.json'), 'utf8')).secrets[0];
    expect(stored.accessToken).toBe(token.trimEnd());
    const settings = await readFile(join(folder, 'canary', 'profiles.json'), 'utf8');
    const shown = JSON.stringify([results, settings]);
    expect(results.map(({ exit }) => exit)).toEqual([0, 0, 0, 0, 0]);
    for (const secret of [PASSWORD.trim(), stored.accessToken, stored.refreshToken])
      expect(shown).not.toContain(secret);
    for (const name of await readdir(join(folder, 'canary'))) {
      expect((await stat(join(folder, 'canary', name))).mode & 0o777).toBe(0o600);
    }
  });
});

test('token --min-ttl in many processes at once refreshes once, and all print the new token', async () => {
  await run('many', 'register', [reference.url, '--username', 'many', '--password-file', passwordFile]);
  const settings = join(folder, 'many', 'profiles.json');
  const soon = String(Date.now() + 60_000);
  await writeFile(settings, (await readFile(settings, 'utf8')).replace(/(?<="expiresMs": )\d+/, soon));
  const old = (await run('many', 'token')).stdout;
  const processes = Array.from({ length: 3 }, () => runPiped('many', ['token', '--min-ttl', '2m'], ''));
  const results = await Promise.all(processes);
  expect(results).toEqual(Array(3).fill({ exit: 0, stdout: (await run('many', 'token')).stdout, stderr: '' }));
  expect(results[0]?.stdout).not.toBe(old);
});

describe('guests', () => {
  test('can be made, and are told that they cannot log out', async () => {
    const made = await runJson('guest', 'register', [reference.url, '--guest', '--profile', 'visitor']);
    expect(made).toMatchObject({ guest: true, profile: 'visitor', refreshable: false });
    expect(await runJson('guest', 'whoami')).toMatchObject({ guest: true, userId: made.userId });
    const refreshed = await run('guest', 'refresh', []);
    expect([refreshed.exit, refreshed.stderr.split('\n')[0]]).toEqual([
      4,
      'error: Profile visitor has no refresh token, so its access token cannot be renewed. [ERR_REFRESH_TOKEN_MISSING]',
    ]);
    const { exit, stdout } = await run('guest', 'logout');
    expect([exit, stdout.split('\n')[0]]).toEqual([
      0,
      `Forgot the token of the guest ${made.userId}. The server does not let guests log out: the token stays valid there.`,
    ]);
  });
});

describe('what is missing is named', () => {
  test.each<[string, string[], number, string]>([
    ['login', [], 2, 'No homeserver was given. [ERR_SERVER_MISSING]'],
    ['login', ['URL'], 2, '--username is missing, and there is no terminal to ask at. [ERR_VALUE_MISSING]'],
    [
      'login',
      ['URL', '--username', 'alice'],
      2,
      '--password-file is missing, and there is no terminal to ask at. [ERR_VALUE_MISSING]',
    ],
    [
      'login',
      ['URL', '--server', 'URL', '--username', 'a'],
      2,
      'The homeserver was given twice, as the argument and as --server. [ERR_USAGE]',
    ],
    ['register', ['URL'], 2, '--username is missing, and there is no terminal to ask at. [ERR_VALUE_MISSING]'],
    [
      'register',
      ['URL', '--username', 'new'],
      2,
      '--password-file is missing, and there is no terminal to ask at. [ERR_VALUE_MISSING]',
    ],
    [
      'login',
      ['URL', '--username', 'a', '--password-file', '/dev/null'],
      2,
      'What was given for --password-file is empty. [ERR_SECRET_EMPTY]',
    ],
    ['login', ['URL', '--timeout', '5'], 2, '--timeout takes a duration, such as 90s, 5m or 1h30m. [ERR_USAGE]'],
    ['whoami', [], 2, 'No token was given. [ERR_INPUT_MISSING]'],
    ['whoami', ['syt_x'], 2, 'No homeserver was given. [ERR_SERVER_MISSING]'],
    ['token', [], 4, 'There is no current session. [ERR_NOT_LOGGED_IN]'],
    ['refresh', [], 4, 'There is no current session. [ERR_NOT_LOGGED_IN]'],
    ['logout', [], 4, 'There is no current session. [ERR_NOT_LOGGED_IN]'],
    ['profile use', ['nobody'], 2, 'There is no profile of that name. [ERR_PROFILE_UNKNOWN]'],
    ['profile remove', ['nobody'], 2, 'There is no profile of that name. [ERR_PROFILE_UNKNOWN]'],
    [
      'login',
      ['syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al'],
      2,
      'What was given as the homeserver looks like a token. Nothing was looked up, so it did not leave this machine. [ERR_SERVER_IS_TOKEN]',
    ],
  ])('%s %j', async (name, args, exit, message) => {
    const typed = args.map((arg) => (arg === 'URL' ? reference.url : arg));
    const text = await run('missing', name, typed);
    const json = await run('missing', name, [...typed, '--json']);
    expect({ exit: text.exit, stdout: text.stdout, first: text.stderr.split('\n')[0] }).toEqual({
      exit,
      stdout: '',
      first: `error: ${message}`,
    });
    const { error } = JSON.parse(json.stdout);
    expect([json.exit, error.exit, `${error.message} [${error.code}]`]).toEqual([exit, exit, message]);
  });
});
