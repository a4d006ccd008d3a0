import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PROBES } from '../../src/check/probes.js';
import type { FaultName } from '../../src/reference/faults/index.js';
import { useServers } from '../support/reference.js';
import { runCheckCli } from '../support/run-check-cli.js';
import { type CliResult, runCli } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { json, page, redirect, type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const startServer = useServers();
const expectSchema = schemaOf('check');
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
});

const scripted: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of scripted.splice(0)) await server.close();
});

interface Checked {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly received: number;
}

const run = (...call: [readonly string[], token?: string, stdin?: string]): Promise<CliResult> =>
  runCheckCli(folder, ...call);

/** Checks a reference homeserver with these faults, as a user would. */
async function checkWith(
  faults: readonly FaultName[],
  ...args: readonly string[]
): Promise<Checked & { readonly token: string }> {
  const server = await startServer({ faults, now: Date.now });
  const token = faults.includes('old-api')
    ? await registerAtOldApi(server.url)
    : (await server.register('alice')).access;
  const before = server.requests();
  const result = await run([server.url, ...args], token);
  return { ...result, received: server.requests() - before, token };
}

async function registerAtOldApi(url: string): Promise<string> {
  const body = JSON.stringify({ username: 'alice', password: 'secret', auth: { type: 'm.login.dummy' } });
  const answer = await fetch(`${url}/_matrix/client/r0/register`, { method: 'POST', body });
  return JSON.parse(await answer.text()).access_token;
}

describe('each verdict, in text and in JSON, with the same exit code', () => {
  test.each<readonly [string, readonly FaultName[], string, number]>([
    ['a right server', [], 'enforced', 0],
    ['a right server of the old API', ['old-api'], 'enforced', 0],
    ['ignore-unknown-caveats', ['ignore-unknown-caveats'], 'violated', 8],
    ['opaque-lookup', ['opaque-lookup'], 'not-applicable', 9],
    ['server-error', ['server-error'], 'inconclusive', 5],
    ['die-half-way', ['die-half-way'], 'inconclusive', 9],
  ])('%s', async (_name, faults, verdict, exit) => {
    const text = await checkWith(faults);
    const asJson = await checkWith(faults, '--json');
    expect([text.exit, asJson.exit]).toEqual([exit, exit]);
    expect(text.stdout).toContain(`\nVerdict: ${verdict.replace('-', ' ')}\n`);
    const report = JSON.parse(asJson.stdout);
    expectSchema(report);
    expect(report).toMatchObject({ verdict, requests: asJson.received, leftBehind: [] });
    expect(text.stdout).toContain(`${text.received} requests to http://127.0.0.1:`);
    expect([text.stdout, text.stderr, asJson.stdout, asJson.stderr].join('\n')).not.toContain(text.token.slice(-30));
  });
});

test('a right server, line by line', async () => {
  const { stdout, stderr } = await checkWith([]);
  expect(stderr).toBe('');
  expect(
    stdout.replace(/127\.0\.0\.1:\d+/, 'HOST'),
  ).toBe(`result  sent                                                         answer
pass    the token itself, first                                      200
pass    no token                                                     401 M_MISSING_TOKEN
pass    a random token                                               401 M_UNKNOWN_TOKEN
pass    an empty token                                               401 M_MISSING_TOKEN
pass    signature: a bit of the first byte flipped                   401 M_UNKNOWN_TOKEN
pass    signature: a bit of the last byte flipped                    401 M_UNKNOWN_TOKEN
pass    control, first: time < now + 1 h                             200
pass    control, first: user_id = @self                              200
pass    unknown key: x_… = 1                                         401 M_UNKNOWN_TOKEN
pass    unknown key and operator: x_… ~ 1                            401 M_UNKNOWN_TOKEN
pass    unknown key that begins like a known one: user_id_… = @self  401 M_UNKNOWN_TOKEN
pass    unknown operator: time <= now + 1 h                          401 M_UNKNOWN_TOKEN
pass    unknown operator: user_id == @self                           401 M_UNKNOWN_TOKEN
pass    a third-party caveat with no discharge                       401 M_UNKNOWN_TOKEN
pass    malformed: time<… (no spaces)                                401 M_UNKNOWN_TOKEN
pass    malformed: gen 1 (no operator)                               401 M_UNKNOWN_TOKEN
pass    malformed: gen = (no value)                                  401 M_UNKNOWN_TOKEN
pass    malformed: gen = and a space (empty value)                   401 M_UNKNOWN_TOKEN
pass    malformed: x_… (one word)                                    401 M_UNKNOWN_TOKEN
pass    malformed: an empty caveat                                   401 M_UNKNOWN_TOKEN
pass    malformed: user-id = @self (a key outside A-Z a-z 0-9 _)     401 M_UNKNOWN_TOKEN
pass    malformed: GEN = 1 (other case)                              401 M_UNKNOWN_TOKEN
pass    expired: time < now - 1 h                                    401 M_UNKNOWN_TOKEN
pass    not met: time == now - 1 h                                   401 M_UNKNOWN_TOKEN
pass    not yet valid: time > now + 1 h                              401 M_UNKNOWN_TOKEN
pass    not met: gen = 2                                             401 M_UNKNOWN_TOKEN
pass    not met: type = refresh                                      401 M_UNKNOWN_TOKEN
pass    not met: user_id = @other                                    401 M_UNKNOWN_TOKEN
pass    not met: user_id = @other, then user_id = @self              401 M_UNKNOWN_TOKEN
pass    tampered: the last caveat removed                            401 M_UNKNOWN_TOKEN
pass    tampered: two caveats swapped                                401 M_UNKNOWN_TOKEN
pass    tampered: the identifier changed                             401 M_UNKNOWN_TOKEN
pass    already valid: time > now - 1 h                              200
info    in the query: time < now + 1 min                             200
pass    in the query, unknown key: x_… = 1                           401 M_UNKNOWN_TOKEN
info    in header and query: time < now + 1 min                      401 M_MISSING_TOKEN
info    "bearer" in lower case                                       200
info    variant: time <  … (two spaces)                              401 M_UNKNOWN_TOKEN
info    variant: time < 9_999_999_999_999                            401 M_UNKNOWN_TOKEN
info    variant: the location changed                                200
info    variant: an unsigned caveat spliced in: x_… = 1              401 M_UNKNOWN_TOKEN
info    variant: padded base64                                       200
info    variant: the other wire format (V2, or V1 for a V2 token)    200
pass    control, last: time < now + 1 h                              200
pass    control, last: user_id = @self                               200
pass    the token itself, last                                       200

47 requests to http://HOST, dialect draft
Verdict: enforced
The server accepts tokens narrowed by caveats that it knows, and rejected all 27 that it must reject.
`);
});

test('a violation says what is wrong, below each probe and at the end', async () => {
  const { stdout } = await checkWith(['ignore-expiry']);
  expect(stdout).toContain(
    'FAIL    expired: time < now - 1 h                                    200\n' +
      '         time-less-past: accepted, and it must be rejected\n',
  );
  expect(stdout).toContain(
    'Verdict: violated\nThe server accepts what it must reject: time-less-past. It does not enforce expiry (time <), as Synapse before 1.3.0: a narrowed token never expires.\n',
  );
});

describe('where the token comes from', () => {
  test('a new guest, whom the report says it left behind', async () => {
    const server = await startServer({ now: Date.now });
    const { exit, stdout } = await run([server.url, '--guest', '--json']);
    const report = JSON.parse(stdout);
    expectSchema(report);
    expect(exit).toBe(0);
    expect(report).toMatchObject({
      verdict: 'enforced',
      requests: server.requests(),
      leftBehind: ['the guest @1:localhost: guests can neither log out nor be removed by themselves'],
    });
  });

  test('a new account, whose session is checked to its end', async () => {
    const server = await startServer({ now: Date.now });
    const { exit, stdout } = await run([server.url, '--register', '--json']);
    const report = JSON.parse(stdout);
    expectSchema(report);
    expect({ exit, verdict: report.verdict, requests: report.requests }).toEqual({
      exit: 0,
      verdict: 'enforced',
      requests: server.requests(),
    });
    expect(report.probes.at(-1)).toMatchObject({ id: 'logout-refresh', outcome: 'pass' });
    expect(report.leftBehind).toEqual([
      expect.stringMatching(/^the account @check-[0-9a-f]{8}:localhost, which nobody has the password of$/),
    ]);
  });

  test('a new account on a server that asks for a registration token', async () => {
    const server = await startServer({ now: Date.now, registrationToken: 'let me in' });
    const file = join(folder, 'registration.txt');
    await writeFile(file, 'let me in\n', { mode: 0o600 });
    const flags = ['--register', '--registration-token-file', file, '--field', 'verdict'];
    expect(await run([server.url, ...flags])).toMatchObject({ exit: 0, stdout: 'enforced\n' });
    expect(await run([server.url, '--register'])).toMatchObject({ exit: 4 });
  });

  test('a file, standard input beside the server, and standard input alone', async () => {
    const server = await startServer({ now: Date.now });
    const { access } = await server.register('alice');
    const file = join(folder, 'token.txt');
    await writeFile(file, `${access}\n`, { mode: 0o600 });
    const env = { MATRIX_TOKEN_CONFIG_DIR: join(folder, 'none'), MATRIX_HOMESERVER: server.url };
    const verdict = ['--field', 'verdict'];
    const enforced = { exit: 0, stdout: 'enforced\n' };
    expect(await run([server.url, '--token-file', file, ...verdict])).toMatchObject(enforced);
    expect(await run([server.url, '-', ...verdict], undefined, access)).toMatchObject(enforced);
    expect(await runCli(['check', '-', ...verdict], { env, stdin: access })).toMatchObject(enforced);
  });

  test('no token at all, or a damaged one, is said before anything is sent', async () => {
    const server = await startServer();
    expect(await run([server.url])).toMatchObject({ exit: 2, stderr: expect.stringContaining('ERR_INPUT_MISSING') });
    expect(await run([server.url], GUEST.slice(0, -9))).toMatchObject({ exit: 3 });
  });

  test('a token given as the server is refused without a look-up', async () => {
    const { exit, stderr } = await run([SYNAPSE_ACCESS]);
    expect({ exit, shown: stderr.includes(SYNAPSE_ACCESS) }).toEqual({ exit: 2, shown: false });
  });
});

test('a token that is no macaroon is not applicable, never enforced', async () => {
  const server = await script(({ headers }) => headers.authorization === `Bearer ${SYNAPSE_ACCESS}`);
  const { exit, stdout } = await run([server.url], SYNAPSE_ACCESS);
  expect({ exit, requests: server.received.length }).toEqual({ exit: 9, requests: 5 });
  expect(stdout).toMatch(/^42 probes not sent: the token is no macaroon, so it cannot be narrowed$/m);
  expect(stdout).toMatch(/^Verdict: not applicable$/m);
});

/** A server that accepts what `accepts` says, and answers as `then` says from the request of that number on. */
async function script(
  accepts: (request: { headers: Readonly<Record<string, unknown>> }) => boolean,
  from = Number.POSITIVE_INFINITY,
  then: Parameters<typeof startScriptedServer>[0] = () => page(404),
): Promise<ScriptedServer> {
  let asked = 0;
  const server = await startScriptedServer((request) => {
    if (request.path.endsWith('/versions')) return json(200, { versions: ['v1.1', 'v1.11'] });
    asked += 1;
    if (asked >= from) return then(request);
    return accepts(request)
      ? json(200, { user_id: '@2:localhost.test' })
      : json(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.' });
  });
  scripted.push(server);
  return server;
}

describe('a server that turns bad after the opening controls', () => {
  const isGuest = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
    headers.authorization === `Bearer ${GUEST}`;
  test.each([
    ['a web page', () => page(200), 9],
    ['404', () => json(404, { errcode: 'M_UNRECOGNIZED' }), 9],
    ['a redirect to another origin', () => redirect('https://elsewhere.invalid/'), 9],
    ['503', () => page(503), 5],
    ['429 with a long wait', () => json(429, { errcode: 'M_LIMIT_EXCEEDED' }, { 'retry-after': '3600' }), 5],
    ['silence', () => 'hang' as const, 5],
    ['half an answer', () => 'stall' as const, 5],
    ['a closed connection', () => 'reset' as const, 5],
  ])('%s is inconclusive', async (_name, then, exit) => {
    const server = await script(isGuest, 7, then);
    const result = await run([server.url, '--timeout', '300ms', '--json'], GUEST);
    const report = JSON.parse(result.stdout);
    expectSchema(report);
    expect({ verdict: report.verdict, exit: result.exit }).toEqual({ verdict: 'inconclusive', exit });
    expect(report.requests).toBe(server.received.length);
  });

  test('a 429 with a short wait is waited for, and counted', async () => {
    let limited = 0;
    const server = await script(isGuest, 7, (request) => {
      limited += 1;
      if (limited === 1) return json(429, { errcode: 'M_LIMIT_EXCEEDED' }, { 'retry-after': '0' });
      return isGuest(request) ? json(200, { user_id: '@2:localhost.test' }) : json(401, { errcode: 'M_UNKNOWN_TOKEN' });
    });
    const { stdout } = await run([server.url, '--json'], GUEST);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'not-applicable',
      dialect: 'synapse',
      requests: server.received.length,
    });
    expect(server.received.length).toBe(PROBES.length + 2);
  });
});

describe('reports in files', () => {
  test('are written beside the usual output, whatever the verdict', async () => {
    const junit = join(folder, 'report.xml');
    const markdown = join(folder, 'report.md');
    const { exit, stdout } = await checkWith(['ignore-type'], '--junit', junit, '--markdown', markdown);
    expect(exit).toBe(8);
    expect(stdout).toContain('Verdict: violated');
    expect(await readFile(junit, 'utf8')).toContain(`<testsuites tests="${PROBES.length + 1}" failures="2" errors="0"`);
    expect(await readFile(markdown, 'utf8')).toContain(
      '| FAIL | `type-refresh` | not met: type = refresh | rejected | 200 |',
    );
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('that cannot be written are said before anything is sent', async () => {
    const { exit, stderr, received } = await checkWith([], '--junit', join(folder, 'nowhere', 'report.xml'));
    expect({ exit, received }).toEqual({ exit: 2, received: 0 });
    expect(stderr).toContain('The report cannot be written to the file that was named: there is no such folder.');
    expect(await checkWith([], '--markdown', folder)).toMatchObject({ exit: 2, received: 0 });
  });
});
