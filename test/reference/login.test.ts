import { describe, expect, test } from '@jest/globals';
import { narrow } from '../support/narrow.js';
import { CLIENT, expectRefusal, type TestServer, tokensOf, useServers } from '../support/reference.js';

const start = useServers();

const LOGIN = `${CLIENT}/v3/login`;
const GET_TOKEN = `${CLIENT}/v1/login/get_token`;
const WRONG = 'The username or the password is wrong.';

describe('logging in with a password', () => {
  test('the flows', async () => {
    const server = await start();
    expect((await server.get(LOGIN)).json).toEqual({
      flows: [{ type: 'm.login.password' }, { type: 'm.login.token', get_login_token: true }],
    });
  });

  test.each([
    ['a localpart', { identifier: { type: 'm.id.user', user: 'alice' } }],
    ['a user ID', { identifier: { type: 'm.id.user', user: '@alice:localhost' } }],
    ['the user member of old', { user: 'alice' }],
  ])('%s says who', async (_name, who) => {
    const server = await start();
    await server.register('alice');
    const body = { type: 'm.login.password', password: 'secret', device_id: 'PHONE', ...who };
    const { status, json } = await server.post(LOGIN, { body });
    expect(status).toBe(200);
    expect(json).toEqual({ user_id: '@alice:localhost', device_id: 'PHONE', access_token: expect.any(String) });
  });

  test.each([
    ['a wrong password', 'alice', 'guess'],
    ['a user that is not there', 'bob', 'secret'],
    ['a user of another server', '@alice:example.org', 'secret'],
    ['a guest', '1', ''],
  ])('%s is refused in the same words', async (_name, user, password) => {
    const server = await start();
    await server.register('alice');
    await server.guest();
    expectRefusal(await server.logIn(user, { password }), 403, 'M_FORBIDDEN', WRONG);
  });

  test.each([
    [{ type: 'm.login.sso' }, 'M_INVALID_PARAM', 'This login type is not one of those offered.'],
    [{}, 'M_MISSING_PARAM', "The parameter 'type' is missing."],
    [{ type: 7 }, 'M_BAD_JSON', "The parameter 'type' must be a string."],
    [{ type: 'm.login.password', user: 'alice' }, 'M_MISSING_PARAM', "The parameter 'password' is missing."],
    [{ type: 'm.login.password', password: 'x' }, 'M_MISSING_PARAM', "The parameter 'user' is missing."],
    [{ type: 'm.login.password', identifier: 'alice' }, 'M_BAD_JSON', "The parameter 'identifier' must be an object."],
    [
      { type: 'm.login.password', identifier: { type: 'm.id.phone' } },
      'M_INVALID_PARAM',
      "Only identifiers of type 'm.id.user' are known here.",
    ],
    [
      { type: 'm.login.password', refresh_token: 'yes' },
      'M_BAD_JSON',
      "The parameter 'refresh_token' must be true or false.",
    ],
  ])('%j', async (body, errcode, error) => {
    expectRefusal(await (await start()).post(LOGIN, { body }), 400, errcode, error);
  });
});

describe('logging in with a login token', () => {
  const getToken = (server: TestServer, access: string, password = 'secret') => {
    const auth = { type: 'm.login.password', identifier: { type: 'm.id.user', user: 'alice' }, password };
    return server.post(GET_TOKEN, { token: access, body: { auth } });
  };
  const begin = async () => {
    const server = await start();
    const { access } = await server.register('alice');
    const { json } = await getToken(server, access);
    const use = (token: string) => server.post(LOGIN, { body: { type: 'm.login.token', token } });
    return { server, access, json, token: String(json.login_token), use };
  };

  test('it logs in another device, once', async () => {
    const { server, json, token, use } = await begin();
    expect(json).toEqual({ login_token: expect.any(String), expires_in_ms: 120_000 });
    const { access, userId } = tokensOf(await use(token));
    expect(userId).toBe('@alice:localhost');
    expect((await server.whoami(access)).status).toBe(200);
    expectRefusal(await use(token), 403, 'M_FORBIDDEN', /^The token belongs to no session here/);
  });

  test('for two minutes', async () => {
    const { server, token, use } = await begin();
    server.clock.now += 120_000;
    expectRefusal(await use(token), 403, 'M_FORBIDDEN', 'Caveat 4 is not met: the token has expired.');
  });

  test('narrowed, if its caveats are known', async () => {
    const { token, use } = await begin();
    const unknown = 'Caveat 5 is not understood, so the token is refused.';
    expectRefusal(await use(narrow(token, 'x_unknown = 1')), 403, 'M_FORBIDDEN', unknown);
    expect((await use(narrow(token, 'gen = 1'))).status).toBe(200);
  });

  test('it is no access token, and an access token is no login token', async () => {
    const { server, access, token, use } = await begin();
    expect((await server.whoami(token)).status).toBe(401);
    expect((await use(access)).status).toBe(403);
  });

  test('getting one takes the password', async () => {
    const server = await start();
    const { access } = await server.register('alice');
    const challenge = await server.post(GET_TOKEN, { token: access, body: {} });
    expect(challenge.json).toMatchObject({ flows: [{ stages: ['m.login.password'] }] });
    expectRefusal(await getToken(server, access, 'guess'), 401, 'M_FORBIDDEN', WRONG);
  });
});

describe('rate limits', () => {
  const LIMITED = 'Too many attempts: wait, then try again.';

  test('the sixth wrong password is 429, and so is the right one then', async () => {
    const server = await start();
    await server.register('alice');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expectRefusal(await server.logIn('alice', { password: 'guess' }), 403, 'M_FORBIDDEN', WRONG);
    }
    const answer = await server.logIn('alice');
    expectRefusal(answer, 429, 'M_LIMIT_EXCEEDED', LIMITED);
    expect(answer.json.retry_after_ms).toBe(5000);
    expect(answer.headers.get('retry-after')).toBe('5');

    server.clock.now += 4999;
    expect((await server.logIn('alice')).status).toBe(429);
    server.clock.now += 1;
    expect((await server.logIn('alice')).status).toBe(200);
  });

  test('right passwords do not count, and other accounts are not held up', async () => {
    const server = await start();
    await server.register('alice');
    await server.register('bob');
    for (let attempt = 0; attempt < 8; attempt += 1) expect((await server.logIn('alice')).status).toBe(200);
    for (let attempt = 0; attempt < 6; attempt += 1) await server.logIn('alice', { password: 'guess' });
    expect((await server.logIn('bob')).status).toBe(200);
  });

  test('many attempts at once are counted too', async () => {
    const server = await start();
    await server.register('alice');
    const guesses = Array.from({ length: 8 }, () => server.logIn('alice', { password: 'guess' }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
  });

  const guest = (server: TestServer) => server.post(`${CLIENT}/v3/register?kind=guest`, { body: {} });
  const refresh = (path: string) => (server: TestServer) =>
    server.post(`${CLIENT}${path}`, { body: { refresh_token: 'nonsense' } });

  test.each([
    ['login', 'POST /login', (server: TestServer) => server.logIn('alice')],
    ['registration', 'POST /register', guest],
    ['refresh', 'POST /v3/refresh', refresh('/v3/refresh')],
    ['refresh', 'POST /v1/tokenrefresh', refresh('/v1/tokenrefresh')],
  ])('the limit %s holds for %s', async (limit, _endpoint, attempt) => {
    const server = await start({ rateLimits: { [limit]: { burst: 1, perSecond: 0.5 } } });
    expect((await attempt(server)).status).not.toBe(429);
    const limited = await attempt(server);
    expectRefusal(limited, 429, 'M_LIMIT_EXCEEDED', LIMITED);
    expect(limited.headers.get('retry-after')).toBe('2');
  });
});
