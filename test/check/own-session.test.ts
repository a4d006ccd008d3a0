import { describe, expect, test } from '@jest/globals';
import { checkOwnSession, type OwnSession } from '../../src/check/own-session.js';
import { failure } from '../../src/errors.js';
import type { HttpRequest, HttpResponse } from '../../src/homeserver/http.js';
import type { FaultName } from '../../src/reference/faults/index.js';
import { VIOLATIONS } from '../../src/wording/check.js';
import { useServers } from '../support/reference.js';
import { probesWith, runCheckAt } from './run-check.js';

const startServer = useServers();
const REFRESH = [
  'refresh-random',
  'refresh-token-as-access',
  'refresh-first',
  'refresh-new-access',
  'refresh-old-access',
  'access-as-refresh-token',
  'refresh-reuse',
];
const LOGOUT = ['logout', 'logout-access', 'logout-narrowed', 'logout-refresh'];
const LEFT = 'the account @alice:localhost, which nobody has the password of';

/** Checks a reference homeserver with an account of the check's own. */
async function checkOwn(faults: readonly FaultName[], extra: object = {}) {
  const server = await startServer({ faults, now: Date.now });
  const { access, refresh, userId } = await server.register('alice', extra);
  const refreshToken = refresh === '' ? undefined : refresh;
  const before = server.requests();
  const report = await runCheckAt(server.url, access, { made: { kind: 'account', userId, refreshToken } });
  const own = report.json.probes.filter(({ row }) => row === 'refresh' || row === 'logout');
  return { ...report, own, received: server.requests() - before, after: (await server.whoami(access)).status };
}

describe('on an account of its own, a check', () => {
  test('goes on to refresh and logout, and ends the session', async () => {
    const { json, exit, own, received, after } = await checkOwn([]);
    expect({ verdict: json.verdict, exit, leftBehind: json.leftBehind }).toEqual({
      verdict: 'enforced',
      exit: 0,
      leftBehind: [LEFT],
    });
    expect(own.map(({ id }) => id)).toEqual([...REFRESH, ...LOGOUT]);
    expect(own.map(({ outcome }) => outcome)).toEqual(own.map(() => 'pass'));
    expect(json.requests).toBe(received);
    expect(after).toBe(401);
  });

  test.each<readonly [FaultName, readonly string[], string]>([
    ['keep-old-tokens', ['refresh-reuse'], VIOLATIONS.refreshReuse],
    ['ignore-type', ['type-refresh', 'refresh-token-as-access', 'access-as-refresh-token'], VIOLATIONS.refreshAsAccess],
  ])('names the fault %s', async (fault, failed, cause) => {
    const { json, exit } = await checkOwn([fault]);
    expect({ verdict: json.verdict, exit, failed: probesWith(json, 'fail') }).toEqual({
      verdict: 'violated',
      exit: 8,
      failed,
    });
    expect(json.reason).toContain(cause);
  });

  test('holds the old endpoint to the old rules: the old access token ends at once', async () => {
    const right = await checkOwn(['old-refresh-only']);
    expect(right.json.verdict).toBe('enforced');
    expect(right.own.find(({ id }) => id === 'refresh-old-access')).toMatchObject({ level: 'must', outcome: 'pass' });
    expect(right.own.find(({ id }) => id === 'refresh-reuse')).toMatchObject({
      answer: { status: 403 },
      outcome: 'pass',
    });
    const wrong = await checkOwn(['old-refresh-only', 'keep-old-tokens']);
    expect(probesWith(wrong.json, 'fail')).toEqual(['refresh-old-access', 'refresh-reuse']);
    expect(wrong.json.verdict).toBe('violated');
  });

  test.each<readonly [string, readonly FaultName[], object, readonly string[]]>([
    ['refuses to refresh', ['no-refresh'], {}, REFRESH.slice(3)],
    ['gives no refresh token', [], { refresh_token: false }, [...REFRESH, 'logout-refresh']],
  ])('skips what builds on a refresh where the server %s, and still decides', async (_name, faults, extra, skipped) => {
    const { json, after } = await checkOwn(faults, extra);
    expect(probesWith(json, 'skipped')).toEqual(skipped);
    expect(json.verdict).toBe('enforced');
    expect(after).toBe(401);
  });

  test('does not go on where the token itself is refused, and says what it left', async () => {
    const { json, own } = await checkOwn(['die-half-way']);
    expect(own).toEqual([]);
    expect(json.leftBehind).toEqual(['the account @alice:localhost and a session of it, which could not be ended']);
  });
});

const SESSION: OwnSession = {
  homeserver: { baseUrl: 'http://127.0.0.1:1', apiVersion: 'v3' },
  whoami: 'http://127.0.0.1:1/_matrix/client/v3/account/whoami',
  userId: '@alice:localhost',
  accessToken: 'A0',
  refreshToken: 'R0',
  randomToken: 'random',
  narrow: (token) => `${token}-narrowed`,
};

const answer = (status: number, body: object): HttpResponse => ({ status, headers: {}, body: JSON.stringify(body) });
const REJECTED = answer(401, { errcode: 'M_UNKNOWN_TOKEN' });

/** A server that refreshes for these tokens, accepts these, and answers every logout. */
async function askServer(rules: { readonly refreshes: readonly string[]; readonly accepts: readonly string[] }) {
  const send = async ({ url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    if (url.endsWith('/logout')) return answer(200, {});
    const given = body === undefined ? '' : String(JSON.parse(body).refresh_token);
    if (url.endsWith('/refresh')) {
      return rules.refreshes.includes(given) ? answer(200, { access_token: 'A1', refresh_token: 'R1' }) : REJECTED;
    }
    const accepted = rules.accepts.includes((headers.authorization ?? '').replace('Bearer ', ''));
    return accepted ? answer(200, { user_id: '@alice:localhost' }) : REJECTED;
  };
  const results = await checkOwnSession(SESSION, send);
  return results.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
}

describe('each rule of an own session can fail', () => {
  test.each([
    ['refresh-random', ['R0', 'random'], []],
    ['refresh-token-as-access', ['R0'], ['R0']],
    ['access-as-refresh-token', ['R0', 'A1'], []],
    ['logout-access', ['R0'], ['A1']],
    ['logout-narrowed', ['R0'], ['A1-narrowed']],
    ['logout-refresh', ['R0', 'R1'], []],
  ])('%s', async (id, refreshes, accepts) => {
    const failed = await askServer({ refreshes, accepts });
    expect(failed.filter((one) => one !== 'refresh-new-access' && one !== 'refresh-reuse')).toEqual([id]);
  });
});

test('a server that falls silent is asked no more', async () => {
  let asked = 0;
  const results = await checkOwnSession(SESSION, async () => {
    asked += 1;
    throw failure('ERR_TIMEOUT', { url: SESSION.whoami, seconds: 1 });
  });
  expect(asked).toBe(2);
  expect(results.map(({ outcome, cause }) => ({ outcome, cause })).slice(1)).not.toContainEqual({
    outcome: 'pass',
    cause: null,
  });
  expect(results[0]).toMatchObject({ id: 'refresh-random', outcome: 'inconclusive', cause: 'network' });
});
