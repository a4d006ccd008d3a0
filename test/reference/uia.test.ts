import { describe, expect, test } from '@jest/globals';
import { CLIENT, expectRefusal, type TestServer, useServers } from '../support/reference.js';

const start = useServers();

const DUMMY = 'm.login.dummy';
const TOKEN = 'm.login.registration_token';

function register(server: TestServer, auth?: object, username = 'alice') {
  const body = { username, password: 'secret', ...(auth && { auth }) };
  return server.post(`${CLIENT}/v3/register`, { body });
}

describe('registering with the dummy stage', () => {
  test('the first answer is the flow and a session, the second the account', async () => {
    const server = await start();
    const challenge = await register(server);
    expect(challenge.status).toBe(401);
    expect(challenge.json).toEqual({
      session: expect.stringMatching(/^[A-Za-z0-9]{24}$/),
      flows: [{ stages: [DUMMY] }],
      params: {},
      completed: [],
    });
    const answer = await register(server, { type: DUMMY, session: challenge.json.session });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ user_id: '@alice:localhost' });
  });

  test('a session works once, for as long as ten minutes', async () => {
    const server = await start();
    const { session } = (await register(server)).json;
    await register(server, { type: DUMMY, session });
    const unknown = 'This authentication session is unknown, too old, or for another request.';
    expectRefusal(await register(server, { type: DUMMY, session }, 'bob'), 400, 'M_UNKNOWN', unknown);

    const { session: old } = (await register(server, undefined, 'bob')).json;
    server.clock.now += 600_000;
    expectRefusal(await register(server, { type: DUMMY, session: old }, 'bob'), 400, 'M_UNKNOWN', unknown);
    expectRefusal(await register(server, { type: DUMMY, session: 'made up' }, 'bob'), 400, 'M_UNKNOWN', unknown);
  });

  test('a stage that was not offered can be tried again with another', async () => {
    const server = await start();
    const answer = await register(server, { type: 'm.login.recaptcha' });
    expectRefusal(answer, 401, 'M_UNRECOGNIZED', 'This authentication stage is not one of those offered.');
    expect(answer.json.flows).toEqual([{ stages: [DUMMY] }]);
    expect((await register(server, { type: DUMMY, session: answer.json.session })).status).toBe(200);
  });

  test('inhibit_login makes an account and no session', async () => {
    const server = await start();
    const body = { username: 'alice', password: 'secret', inhibit_login: true, auth: { type: DUMMY } };
    expect((await server.post(`${CLIENT}/v3/register`, { body })).json).toEqual({ user_id: '@alice:localhost' });
    expect((await server.logIn('alice')).status).toBe(200);
  });

  test('without a username the server makes one up', async () => {
    const server = await start();
    const body = { password: 'secret', auth: { type: DUMMY } };
    const { json } = await server.post(`${CLIENT}/v3/register`, { body });
    expect(json.user_id).toMatch(/^@[a-z]{10}:localhost$/);
  });
});

describe('registering with a registration token', () => {
  const begin = async () => {
    const server = await start({ registrationToken: 'open sesame' });
    const challenge = await register(server);
    expect(challenge.json.flows).toEqual([{ stages: [TOKEN, DUMMY] }]);
    return { server, session: challenge.json.session };
  };

  test('both stages, one after the other', async () => {
    const { server, session } = await begin();
    const half = await register(server, { type: TOKEN, token: 'open sesame', session });
    expect(half.status).toBe(401);
    expect(half.json).toMatchObject({ completed: [TOKEN] });
    expect((await register(server, { type: DUMMY, session })).status).toBe(200);
  });

  test('the dummy stage alone is not enough', async () => {
    const { server, session } = await begin();
    const answer = await register(server, { type: DUMMY, session });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ completed: [DUMMY] });
  });

  test('a wrong token can be tried again, but not for ever', async () => {
    const { server, session } = await begin();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await register(server, { type: TOKEN, token: 'guess', session });
      expectRefusal(answer, 401, 'M_UNAUTHORIZED', 'The registration token is wrong.');
      expect(answer.json).toMatchObject({ session, completed: [] });
    }
    const answer = await register(server, { type: TOKEN, token: 'open sesame', session });
    expectRefusal(answer, 429, 'M_LIMIT_EXCEEDED', 'Too many attempts: wait, then try again.');
  });
});

describe('what cannot be registered', () => {
  test.each([
    ['Alice', 'M_INVALID_USERNAME', 'A username has only the characters a-z, 0-9 and . _ = / + -'],
    ['', 'M_INVALID_USERNAME', 'A username has only the characters a-z, 0-9 and . _ = / + -'],
    ['12', 'M_INVALID_USERNAME', 'Usernames of digits alone are for guests.'],
    ['a'.repeat(245), 'M_INVALID_USERNAME', 'This username is too long: a user ID has at most 255 bytes.'],
    ['alice', 'M_USER_IN_USE', 'This username is taken.'],
  ])('%j', async (username, errcode, error) => {
    const server = await start();
    await server.register('alice');
    expectRefusal(await register(server, { type: DUMMY }, username), 400, errcode, error);
    const query = `${CLIENT}/v3/register/available?username=${username}`;
    expectRefusal(await server.get(query), 400, errcode, error);
  });

  test('a free name is available', async () => {
    const server = await start();
    expect((await server.get(`${CLIENT}/v3/register/available?username=alice`)).json).toEqual({ available: true });
    expect((await server.get(`${CLIENT}/v3/register/available`)).json.errcode).toBe('M_MISSING_PARAM');
  });

  test('two at once get one account', async () => {
    const server = await start();
    const answers = await Promise.all([register(server, { type: DUMMY }), register(server, { type: DUMMY })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test('another kind', async () => {
    const server = await start();
    const answer = await server.post(`${CLIENT}/v3/register?kind=bot`, { body: {} });
    expectRefusal(answer, 400, 'M_INVALID_PARAM', "The parameter 'kind' must be 'user' or 'guest'.");
  });

  test('no password', async () => {
    const server = await start();
    const answer = await server.post(`${CLIENT}/v3/register`, { body: { auth: { type: DUMMY } } });
    expectRefusal(answer, 400, 'M_MISSING_PARAM', "The parameter 'password' is missing.");
  });
});
