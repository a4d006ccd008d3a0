import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, Send } from '../../src/homeserver/http.js';
import { registerAccount, registerGuest } from '../../src/homeserver/register-account.js';
import { rejectsWith } from '../support/fails-with.js';
import { json, type PlainAnswer } from '../support/scripted-server.js';

const server = { baseUrl: 'https://hs', apiVersion: 'v3' } as const;
const DONE = json(200, { user_id: '@a:hs', access_token: 't', device_id: 'D' });
const URL_SHOWN = 'https://hs/_matrix/client/v3/register';

const wants = (flows: string[][], rest: object = {}) =>
  json(401, { session: 's', flows: flows.map((stages) => ({ stages })), params: {}, ...rest });

/** A Send without a network that gives these answers in turn. */
function answering(...answers: PlainAnswer[]) {
  const asked: HttpRequest[] = [];
  const send: Send = async (request) => {
    const { status, headers = {}, body = '' } = answers[asked.length] ?? json(500, {});
    asked.push(request);
    return { status, headers, body };
  };
  return { send, proofs: () => asked.map(({ body = '{}' }) => JSON.parse(body).auth) };
}

const register = (send: Send, registrationToken?: string) =>
  registerAccount(server, { username: 'a', password: 'p', registrationToken }, send);

describe('registering', () => {
  const dummy = { type: 'm.login.dummy', session: 's' };
  const token = { type: 'm.login.registration_token', session: 's', token: 'regtoken' };
  const both = [['m.login.registration_token', 'm.login.dummy']];

  test.each([
    ['without any stage', undefined, [DONE], [undefined]],
    ['with the dummy stage', undefined, [wants([['m.login.dummy']]), DONE], [undefined, dummy]],
    [
      'with the one flow that can be done here',
      undefined,
      [wants([['m.login.recaptcha'], ['m.login.dummy']]), DONE],
      [undefined, dummy],
    ],
    ['with a registration token', 'regtoken', [wants([['m.login.registration_token']]), DONE], [undefined, token]],
    [
      'with two stages',
      'regtoken',
      [wants(both), wants(both, { completed: ['m.login.registration_token'] }), DONE],
      [undefined, token, dummy],
    ],
  ])('%s', async (_, registrationToken, answers, proofs) => {
    const server = answering(...answers);
    expect(await register(server.send, registrationToken)).toMatchObject({ userId: '@a:hs', accessToken: 't' });
    expect(server.proofs()).toEqual(proofs);
  });

  test.each([
    [
      'stages for a browser',
      [wants([['m.login.recaptcha', 'm.login.terms'], ['m.login.email.identity']])],
      'ERR_REGISTRATION_STAGES',
      `This server asks for steps that cannot be done in a terminal before it registers anyone (${URL_SHOWN}): m.login.recaptcha + m.login.terms, or m.login.email.identity.`,
      9,
    ],
    [
      'a registration token that was not given',
      [wants([['m.login.registration_token']])],
      'ERR_REGISTRATION_TOKEN_MISSING',
      `This server registers only those who have a registration token (${URL_SHOWN}).`,
      4,
    ],
    [
      'a stage that it then refuses',
      [wants([['m.login.dummy']]), wants([['m.login.dummy']], { errcode: 'M_FORBIDDEN', error: 'no' })],
      'ERR_REGISTRATION_STAGE_REFUSED',
      `The server does not accept the step m.login.dummy (${URL_SHOWN}). The server says: M_FORBIDDEN: no`,
      4,
    ],
    [
      'nobody',
      [json(403, { errcode: 'M_FORBIDDEN', error: 'Registration has been disabled' })],
      'ERR_FORBIDDEN',
      /Registration has been disabled$/,
      4,
    ],
    ['a free name', [json(400, { errcode: 'M_USER_IN_USE' })], 'ERR_USERNAME_TAKEN', /^This user name is taken/, 4],
  ] as const)('the server wants %s', async (_, answers, code, message, exit) => {
    const error = await rejectsWith(register(answering(...answers).send), code, message);
    expect(error.exit).toBe(exit);
  });
});

describe('registering a guest', () => {
  test('gives a session', async () => {
    expect(await registerGuest(server, answering(DONE).send)).toMatchObject({ userId: '@a:hs' });
  });

  test.each([
    [
      json(403, { errcode: 'M_UNKNOWN', error: 'Guest access is disabled' }),
      'ERR_REFUSED',
      /Guest access is disabled$/,
    ],
    [wants([['m.login.dummy']]), 'ERR_ANSWER_UNEXPECTED', /a guest session\.$/],
  ] as const)('%j', async (answer, code, message) => {
    await rejectsWith(registerGuest(server, answering(answer).send), code, message);
  });
});
