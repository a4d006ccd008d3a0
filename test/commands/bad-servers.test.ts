import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runHere } from '../support/run-here.js';
import {
  type Behaviour,
  json,
  page,
  type Received,
  redirect,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TOKEN = 'syt_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';
const PASSWORD = 'canary-password';
const WHOAMI = '/_matrix/client/v3/account/whoami';
const LOGIN = '/_matrix/client/v3/login';
const VERSIONS = '/_matrix/client/versions';

let server: ScriptedServer;
let other: ScriptedServer;
let folder = '';
let passwordFile = '';
let behaviour: (request: Received) => Behaviour = () => page(200);

beforeEach(async () => {
  folder = await temporaryFolder();
  passwordFile = join(await temporaryFolder(), 'password.txt');
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  server = await startScriptedServer((request) => behaviour(request));
  other = await startScriptedServer(() => json(200, { user_id: '@evil:evil' }));
});

afterEach(() => Promise.all([server.close(), other.close()]));

/** A homeserver that is healthy but for one endpoint. */
function badAt(path: string, bad: Behaviour): (request: Received) => Behaviour {
  return (request) => {
    if (request.path === path && (path !== LOGIN || request.method === 'POST')) return bad;
    if (request.path === VERSIONS) return json(200, { versions: ['v1.1'] });
    return request.path === LOGIN
      ? json(200, { flows: [{ type: 'm.login.password' }] })
      : json(404, { errcode: 'M_UNRECOGNIZED' });
  };
}

const logIn = () => runHere('login', [server.url, '--username', 'a', '--password-file', passwordFile], folder);

const settle = (text: string) => text.replaceAll(server.url, 'URL').replaceAll(other.url, 'OTHER');

/** What goes wrong, the exit code, the message after it. */
const faults = (path: string): ReadonlyArray<readonly [string, () => Behaviour, number, string]> => [
  [
    'a web page',
    () => page(200),
    5,
    `URL${path} answered 200 with a web page (text/html; charset=utf-8), not with JSON. [ERR_NOT_JSON]`,
  ],
  [
    'a web page for an error',
    () => page(401),
    5,
    `URL${path} answered 401 with a web page (text/html; charset=utf-8), not with JSON. [ERR_NOT_JSON]`,
  ],
  [
    'an empty answer',
    () => ({ status: 200 }),
    5,
    `URL${path} answered 200 without a JSON object (content type: none). [ERR_NOT_JSON]`,
  ],
  [
    'a redirect to another origin',
    () => redirect(`${other.url}/login?token=${TOKEN}`),
    5,
    `URL${path} redirects to OTHER, which was not followed: it is another origin, and what was sent is meant for the first one only. [ERR_REDIRECT]`,
  ],
  ['silence', () => 'hang', 5, `No complete answer from URL${path} within 0.4 seconds. [ERR_TIMEOUT]`],
  ['half an answer', () => 'stall', 5, `No complete answer from URL${path} within 0.4 seconds. [ERR_TIMEOUT]`],
  [
    'death in the middle of an answer',
    () => 'die',
    5,
    `No answer from URL${path}: the connection was closed before an answer came. [ERR_NETWORK]`,
  ],
  [
    'an answer without end',
    () => 'flood',
    5,
    `The answer of URL${path} is larger than 1048576 bytes, so the rest was not read. [ERR_ANSWER_TOO_LARGE]`,
  ],
  [
    'a rate limit with a long wait',
    () => json(429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 333_000 }),
    5,
    `URL${path} is limiting requests (429) and asks to wait 333 seconds, longer than is left of the time-out of 0.4 seconds. [ERR_RATE_LIMITED]`,
  ],
  [
    'a fault of its own',
    () => json(500, { errcode: 'M_UNKNOWN_TOKEN', error: `no ${TOKEN}` }),
    5,
    `URL${path} failed with 500. The server says: M_UNKNOWN_TOKEN: no [removed] [ERR_SERVER_ERROR]`,
  ],
  [
    'a refusal with escapes for the terminal',
    () => json(401, { errcode: 'M_UNKNOWN_TOKEN', error: '\u001b[2J\u202eno\nerror: fake' }),
    4,
    `The server does not accept this token (URL${path}). The server says: M_UNKNOWN_TOKEN: \\u{1b}[2J\\u{202e}no\\nerror: fake [ERR_TOKEN_REFUSED]`,
  ],
];

describe('whoami is met with', () => {
  test.each(faults(WHOAMI))('%s', async (_, bad, exit, message) => {
    behaviour = badAt(WHOAMI, bad());
    const args = [TOKEN, '--server', server.url, '--timeout', '400ms'];
    const result = await runHere('whoami', args, folder);
    expect({ exit: result.exit, stdout: result.stdout, first: settle(result.stderr).split('\n')[0] }).toEqual({
      exit,
      stdout: '',
      first: `error: ${message}`,
    });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
    expect(other.received).toEqual([]);
  });
});

describe('login is met with, and stores nothing', () => {
  const unusable: ReadonlyArray<readonly [string, () => Behaviour, number, string]> = [
    [
      'a session without a token',
      () => json(200, { user_id: '@a:b' }),
      5,
      `URL${LOGIN} answered 200 with other JSON than expected: user_id and access_token. [ERR_ANSWER_UNEXPECTED]`,
    ],
    [
      'a token with escapes for the terminal',
      () => json(200, { user_id: '@a:b', access_token: '\u001b[2J' }),
      5,
      `URL${LOGIN} answered 200 with other JSON than expected: user_id and access_token. [ERR_ANSWER_UNEXPECTED]`,
    ],
    [
      'the password in its answer',
      () => json(403, { errcode: 'M_FORBIDDEN', error: `Not ${PASSWORD}` }),
      4,
      `The server refuses this (URL${LOGIN}). The server says: M_FORBIDDEN: Not [removed] [ERR_FORBIDDEN]`,
    ],
  ];

  test.each([...unusable, ...faults(LOGIN).filter(([name]) => /redirect|death/.test(name))])(
    '%s',
    async (_, bad, exit, message) => {
      behaviour = badAt(LOGIN, bad());
      const args = [server.url, '--username', 'a', '--password-file', passwordFile, '--timeout', '400ms'];
      const result = await runHere('login', args, folder);
      expect({ exit: result.exit, stdout: result.stdout, first: settle(result.stderr).split('\n')[0] }).toEqual({
        exit,
        stdout: '',
        first: `error: ${message}`,
      });
      expect(JSON.stringify(result)).not.toContain(PASSWORD);
      expect(await readdir(folder)).toEqual([]);
      expect(other.received).toEqual([]);
    },
  );

  test('a login that the store could not take, before the password is asked for', async () => {
    behaviour = badAt(LOGIN, json(200, { user_id: '@a:b', access_token: 't' }));
    await writeFile(join(folder, 'secrets.json'), 'damaged', { mode: 0o600 });
    const args = [server.url, '--username', 'a', '--password-file', passwordFile];
    const { exit, stderr } = await runHere('login', args, folder);
    expect([exit, stderr]).toEqual([
      2,
      expect.stringMatching(/secrets\.json is damaged\. \[ERR_SESSION_FILE_DAMAGED\]/),
    ]);
    expect(server.received.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

test('logout keeps a session that the server did not end', async () => {
  behaviour = badAt(LOGIN, json(200, { user_id: '@a:b', access_token: TOKEN, device_id: 'D' }));
  await logIn();
  behaviour = badAt('/_matrix/client/v3/logout', json(503, {}));
  const failed = await runHere('logout', [], folder);
  expect([failed.exit, settle(failed.stderr).split('\n')[0]]).toEqual([
    5,
    'error: URL/_matrix/client/v3/logout failed with 503. The server gave no reason. [ERR_SERVER_ERROR]',
  ]);
  expect((await runHere('token', [], folder)).stdout).toBe(`${TOKEN}\n`);
  behaviour = badAt('/_matrix/client/v3/logout', json(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'no' }));
  const over = await runHere('logout', ['--field', 'effect'], folder);
  expect([over.exit, over.stdout]).toEqual([0, 'was-over\n']);
});

test("a profile's token is not sent to another server", async () => {
  behaviour = badAt(LOGIN, json(200, { user_id: '@a:b', access_token: TOKEN, device_id: 'D' }));
  await logIn();
  const homeserver = await startScriptedServer(badAt('', json(200, {})));
  const { exit, stderr } = await runHere('whoami', ['--server', homeserver.url], folder);
  await homeserver.close();
  expect([exit, settle(stderr).replace(homeserver.url, 'THIRD').split('\n')[0]]).toEqual([
    2,
    'error: The token of profile a@b belongs to URL and was not sent to THIRD. [ERR_SERVER_NOT_OF_PROFILE]',
  ]);
  expect(homeserver.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    [VERSIONS, undefined],
  ]);
});
