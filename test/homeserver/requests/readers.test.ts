import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HttpResponse } from '../../../src/homeserver/http.js';
import { readLogin } from '../../../src/homeserver/requests/login.js';
import { readLoginFlows } from '../../../src/homeserver/requests/login-flows.js';
import { readLogout } from '../../../src/homeserver/requests/logout.js';
import { readRefresh } from '../../../src/homeserver/requests/refresh.js';
import { readRegister } from '../../../src/homeserver/requests/register.js';
import { apiVersionOf, readVersions } from '../../../src/homeserver/requests/versions.js';
import { readWellKnown } from '../../../src/homeserver/requests/well-known.js';
import { readWhoami } from '../../../src/homeserver/requests/whoami.js';

function response(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

describe('whoami', () => {
  test.each([
    [{ user_id: '@a:b' }, { userId: '@a:b', deviceId: undefined, isGuest: undefined }],
    [
      { user_id: '@a:b', device_id: 'D', is_guest: true },
      { userId: '@a:b', deviceId: 'D', isGuest: true },
    ],
    [
      { user_id: '@a:b', device_id: 7, is_guest: 'yes' },
      { userId: '@a:b', deviceId: undefined, isGuest: undefined },
    ],
  ])('%j', (body, value) => {
    expect(readWhoami(response(200, body))).toEqual({ kind: 'ok', value });
  });

  test.each([[{}], [{ user_id: '' }], [{ user_id: null }], [{ user_id: ['@a:b'] }]])('%j is unexpected', (body) => {
    expect(readWhoami(response(200, body))).toEqual({ kind: 'unexpected', status: 200, expected: 'user_id' });
  });

  test.each([[500], [502], [503]])('%d is a fault of the server, whatever the body claims', (status) => {
    const body = { errcode: 'M_UNKNOWN_TOKEN', error: 'no', user_id: '@a:b' };
    expect(readWhoami(response(status, body))).toEqual({
      kind: 'server-error',
      status,
      errcode: 'M_UNKNOWN_TOKEN',
      error: 'no',
    });
  });

  test('201 and 204 are no success', () => {
    expect(readWhoami(response(201, { user_id: '@a:b' })).kind).toBe('unexpected');
    expect(readWhoami({ status: 204, headers: {}, body: '' }).kind).toBe('not-json');
  });
});

describe('login', () => {
  const full = { user_id: '@a:b', access_token: 't', device_id: 'D', refresh_token: 'r', expires_in_ms: 300_000 };
  const session = { userId: '@a:b', accessToken: 't', deviceId: 'D', refreshToken: 'r', expiresInMs: 300_000 };
  const bare = {
    userId: '@a:b',
    accessToken: 't',
    deviceId: undefined,
    refreshToken: undefined,
    expiresInMs: undefined,
  };

  test.each([
    [full, session],
    [{ ...full, well_known: { 'm.homeserver': { base_url: 'https://evil.example' } } }, session],
    [{ user_id: '@a:b', access_token: 't', expires_in_ms: -1, refresh_token: 5 }, bare],
    [{ user_id: '@a:b', access_token: 't', expires_in_ms: '300000' }, bare],
  ])('%j', (body, value) => {
    expect(readLogin(response(200, body))).toEqual({ kind: 'ok', value });
  });

  test.each([
    [{ ...full, access_token: undefined }],
    [{ ...full, access_token: '' }],
    [{ ...full, user_id: 'alice' }],
    [{ ...full, user_id: '@a\u001b[2J:b' }],
    [{ ...full, user_id: `@${'a'.repeat(300)}:b` }],
  ])('%j is unexpected', (body) => {
    const expected = 'user_id and access_token';
    expect(readLogin(response(200, body))).toEqual({ kind: 'unexpected', status: 200, expected });
  });
});

describe('register', () => {
  test('a 401 with flows is a challenge', () => {
    const body = { session: 's', flows: [{ stages: ['m.login.dummy'] }, { stages: ['a', 5] }, 'x'], completed: ['a'] };
    expect(readRegister(response(401, body))).toEqual({
      kind: 'challenge',
      session: 's',
      flows: [['m.login.dummy'], ['a']],
      completed: ['a'],
      errcode: '',
      error: '',
    });
  });

  test('a 401 without flows is a refusal', () => {
    expect(readRegister(response(401, { errcode: 'M_MISSING_TOKEN' }))).toMatchObject({ kind: 'refused' });
  });
});

test('login flows are the types that are texts', () => {
  const body = { flows: [{ type: 'm.login.password' }, { type: 3 }, null, { type: 'm.login.token' }] };
  expect(readLoginFlows(response(200, body))).toEqual({ kind: 'ok', value: ['m.login.password', 'm.login.token'] });
});

test('a refresh without a new refresh token keeps the old one in use', () => {
  const value = { accessToken: 't', refreshToken: undefined, expiresInMs: 5 };
  expect(readRefresh(response(200, { access_token: 't', expires_in_ms: 5 }))).toEqual({ kind: 'ok', value });
  expect(readRefresh(response(200, { refresh_token: 'r' })).kind).toBe('unexpected');
});

test.each([
  [['v1.1'], 'v3'],
  [['r0.6.1', 'v1.12'], 'v3'],
  [['v2.0'], 'v3'],
  [['v1.0'], 'r0'],
  [['r0.0.1', 'unstable'], 'r0'],
  [[], 'r0'],
])('versions %j: the paths are /%s', (versions, expected) => {
  const answer = readVersions(response(200, { versions: [...versions, 5, '\u001b[2J'] }));
  expect(apiVersionOf(answer.kind === 'ok' ? answer.value : [])).toBe(expected);
});

test('no reader throws, whatever it is given', () => {
  const readers = [
    readWhoami,
    readLogin,
    readRegister,
    readRefresh,
    readLogout,
    readLoginFlows,
    readVersions,
    readWellKnown,
  ];
  const body = fc.oneof(fc.string(), fc.json(), fc.constant('{"flows":[null],"versions":{},"m.homeserver":[]}'));
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
      for (const read of readers) expect(typeof read({ status, headers: {}, body: text }).kind).toBe('string');
    }),
  );
});
