import { expect, test } from '@jest/globals';
import { bearer } from '../../../src/homeserver/credential.js';
import { loginRequest } from '../../../src/homeserver/requests/login.js';
import { logoutRequest } from '../../../src/homeserver/requests/logout.js';
import { refreshRequest } from '../../../src/homeserver/requests/refresh.js';
import { registerGuestRequest, registerRequest } from '../../../src/homeserver/requests/register.js';
import { versionsRequest } from '../../../src/homeserver/requests/versions.js';
import { wellKnownRequest } from '../../../src/homeserver/requests/well-known.js';
import { whoamiRequest } from '../../../src/homeserver/requests/whoami.js';

const v3 = { baseUrl: 'https://hs', apiVersion: 'v3' } as const;
const r0 = { baseUrl: 'https://hs/sub', apiVersion: 'r0' } as const;
const GET = { accept: 'application/json', 'user-agent': 'matrix-token' };
const POST = { ...GET, 'content-type': 'application/json' };
const device = { initial_device_display_name: 'matrix-token', refresh_token: true };

test.each([
  ['versions', versionsRequest('https://hs'), 'GET', 'https://hs/_matrix/client/versions', GET, undefined],
  [
    'whoami, header',
    whoamiRequest(v3, bearer('t k')),
    'GET',
    'https://hs/_matrix/client/v3/account/whoami',
    { ...GET, authorization: 'Bearer t k' },
    undefined,
  ],
  [
    'whoami, query',
    whoamiRequest(v3, { in: 'query', token: 'a+/=&b' }),
    'GET',
    'https://hs/_matrix/client/v3/account/whoami?access_token=a%2B%2F%3D%26b',
    GET,
    undefined,
  ],
  [
    'whoami, nothing',
    whoamiRequest(r0, { in: 'none' }),
    'GET',
    'https://hs/sub/_matrix/client/r0/account/whoami',
    GET,
    undefined,
  ],
  [
    'login',
    loginRequest(v3, { type: 'password', user: 'alice', password: 'p' }),
    'POST',
    'https://hs/_matrix/client/v3/login',
    POST,
    { type: 'm.login.password', identifier: { type: 'm.id.user', user: 'alice' }, password: 'p', ...device },
  ],
  [
    'login, old server',
    loginRequest(r0, { type: 'password', user: 'alice', password: 'p' }),
    'POST',
    'https://hs/sub/_matrix/client/r0/login',
    POST,
    {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: 'alice' },
      user: 'alice',
      password: 'p',
      ...device,
    },
  ],
  [
    'login, token',
    loginRequest(v3, { type: 'token', token: 'syl_x' }),
    'POST',
    'https://hs/_matrix/client/v3/login',
    POST,
    { type: 'm.login.token', token: 'syl_x', ...device },
  ],
  [
    'register',
    registerRequest(v3, { username: 'a', password: 'p' }),
    'POST',
    'https://hs/_matrix/client/v3/register',
    POST,
    { username: 'a', password: 'p', ...device },
  ],
  [
    'register, dummy',
    registerRequest(v3, { username: 'a', password: 'p', auth: { stage: 'm.login.dummy', session: 's' } }),
    'POST',
    'https://hs/_matrix/client/v3/register',
    POST,
    { username: 'a', password: 'p', ...device, auth: { type: 'm.login.dummy', session: 's' } },
  ],
  ['register, guest', registerGuestRequest(v3), 'POST', 'https://hs/_matrix/client/v3/register?kind=guest', POST, {}],
  [
    'refresh',
    refreshRequest('https://hs', '/_matrix/client/v3/refresh', 'r'),
    'POST',
    'https://hs/_matrix/client/v3/refresh',
    POST,
    { refresh_token: 'r' },
  ],
  [
    'logout',
    logoutRequest(v3, 't', { everywhere: false }),
    'POST',
    'https://hs/_matrix/client/v3/logout',
    { ...POST, authorization: 'Bearer t' },
    {},
  ],
  [
    'logout everywhere',
    logoutRequest(v3, 't', { everywhere: true }),
    'POST',
    'https://hs/_matrix/client/v3/logout/all',
    { ...POST, authorization: 'Bearer t' },
    {},
  ],
])('%s', (_, { body, ...request }, method, url, headers, expected) => {
  expect(request).toEqual({ method, url, headers });
  expect(body === undefined ? undefined : JSON.parse(body)).toEqual(expected);
});

test('only discovery may change its origin', () => {
  expect(wellKnownRequest('https://example.org')).toEqual({
    method: 'GET',
    url: 'https://example.org/.well-known/matrix/client',
    headers: GET,
    redirects: 'any-https-origin',
  });
});
