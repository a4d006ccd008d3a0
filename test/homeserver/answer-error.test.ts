import { expect, test } from '@jest/globals';
import type { Refusal } from '../../src/homeserver/answer.js';
import { answerError } from '../../src/homeserver/answer-error.js';
import { bearer } from '../../src/homeserver/credential.js';
import { readWhoami, whoamiRequest } from '../../src/homeserver/requests/whoami.js';
import { quoteServerText } from '../../src/homeserver/server-text.js';

const server = { baseUrl: 'https://hs.example.org', apiVersion: 'v3' } as const;
const request = whoamiRequest(server, bearer('tiny-secret'));
const URL_SHOWN = 'https://hs.example.org/_matrix/client/v3/account/whoami';

function refusalOf(status: number, body: unknown): Refusal {
  const answer = readWhoami({ status, headers: { 'content-type': 'text/plain' }, body: JSON.stringify(body) });
  if (answer.kind === 'ok') throw new Error('expected a refusal');
  return answer;
}

test.each([
  [
    401,
    { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.' },
    'ERR_TOKEN_REFUSED',
    4,
    `The server does not accept this token (${URL_SHOWN}). The server says: M_UNKNOWN_TOKEN: Invalid access token passed.`,
  ],
  [
    401,
    { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true },
    'ERR_TOKEN_EXPIRED',
    4,
    `The token has expired, but its session is alive: a soft logout (${URL_SHOWN}). The server says: M_UNKNOWN_TOKEN`,
  ],
  [401, { errcode: 'M_UNKNOWN_TOKEN', soft_logout: 'true' }, 'ERR_TOKEN_REFUSED', 4, /does not accept/],
  [401, { errcode: 'M_MISSING_TOKEN' }, 'ERR_TOKEN_NOT_SEEN', 4, /^The server saw no token/],
  [403, { errcode: 'M_FORBIDDEN' }, 'ERR_FORBIDDEN', 4, /^The server refuses this/],
  [403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN' }, 'ERR_GUEST_FORBIDDEN', 4, /^The token is valid, but it is a guest's/],
  [403, { errcode: 'M_USER_DEACTIVATED' }, 'ERR_USER_DEACTIVATED', 4, /^The account is deactivated/],
  [401, { errcode: 'M_USER_LOCKED', soft_logout: true }, 'ERR_USER_LOCKED', 4, /^The account is locked/],
  [400, { errcode: 'M_USER_IN_USE' }, 'ERR_USERNAME_TAKEN', 4, /^This user name is taken/],
  [404, { errcode: 'M_UNRECOGNIZED' }, 'ERR_ENDPOINT_UNKNOWN', 9, /^The server does not offer/],
  [429, { errcode: 'M_LIMIT_EXCEEDED' }, 'ERR_RATE_LIMITED_NOW', 5, /^The server is limiting requests/],
  [
    400,
    { errcode: 'ORG.EXAMPLE.ODD', error: 'no' },
    'ERR_REFUSED',
    4,
    `The server refused with 400 (${URL_SHOWN}). The server says: ORG.EXAMPLE.ODD: no`,
  ],
  [400, { errcode: 'constructor' }, 'ERR_REFUSED', 4, /constructor$/],
  [
    500,
    { errcode: 'M_UNKNOWN_TOKEN', error: 'boom' },
    'ERR_SERVER_ERROR',
    5,
    `${URL_SHOWN} failed with 500. The server says: M_UNKNOWN_TOKEN: boom`,
  ],
  [
    401,
    { error: 'Unauthorized' },
    'ERR_ANSWER_UNEXPECTED',
    5,
    `${URL_SHOWN} answered 401 with other JSON than expected: a Matrix error with an errcode.`,
  ],
  [301, { errcode: 'M_UNKNOWN_TOKEN' }, 'ERR_ANSWER_UNEXPECTED', 5, /answered 301/],
  [
    200,
    { user: '@a:b' },
    'ERR_ANSWER_UNEXPECTED',
    5,
    `${URL_SHOWN} answered 200 with other JSON than expected: user_id.`,
  ],
  [
    401,
    'M_UNKNOWN_TOKEN',
    'ERR_NOT_JSON',
    5,
    `${URL_SHOWN} answered 401 without a JSON object (content type: text/plain).`,
  ],
])('%d %j is %s', (status, body, code, exit, message) => {
  const error = answerError(refusalOf(status, body), request);
  expect(error).toMatchObject({ code, exit });
  expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('the words of a server are shown without secrets, without what looks like a token, short, and escaped', () => {
  const error = `You sent tiny-secret and syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al \u001b[2J\u202e ${'blah '.repeat(100)}`;
  const { message } = answerError(refusalOf(403, { errcode: 'M_FORBIDDEN', error }), request);
  expect(message).toContain('M_FORBIDDEN: You sent [removed] and [removed] \\u{1b}[2J\\u{202e} blah blah');
  expect(message.length).toBeLessThan(400);
});

test('an errcode is shown, however long', () => {
  const { message } = answerError(refusalOf(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN', error: 'no' }), request);
  expect(message).toContain('The server says: M_GUEST_ACCESS_FORBIDDEN: no');
});

test('a password that the server repeats is removed however it is written', () => {
  const login = { method: 'POST', url: 'https://hs/x', headers: {}, body: '{"password":"p\\"ä ss"}' } as const;
  const error = 'wrong: p"ä ss, p\\"ä ss, p%22%C3%A4+ss';
  const { message } = answerError(refusalOf(403, { errcode: 'M_FORBIDDEN', error }), login);
  expect(message).toContain('wrong: [removed], [removed], [removed]');
});

test.each([
  ['p', 'Password "p" is too short, please', 'Password "[removed]" is too short, please'],
  ['a.b', 'a.b aXb a.bc', '[removed] aXb a.bc'],
  ['long-secret', 'xlong-secretx', 'x[removed]x'],
])('the password %j is removed, but not the letters of other words', (password, error, shown) => {
  const login = { method: 'POST', url: 'https://hs/x', headers: {}, body: JSON.stringify({ password }) } as const;
  expect(quoteServerText(error, login)).toBe(shown);
});
