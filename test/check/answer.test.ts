import { describe, expect, test } from '@jest/globals';
import { observeAnswer, readUserId } from '../../src/check/answer.js';
import type { Credential } from '../../src/check/probe.js';

const HEADER: Credential = { in: 'header', scheme: 'Bearer', token: 'T' };
const USER = '@self:localhost';

const read = (status: number, body: unknown, credential: Credential = HEADER, userId: string | null = USER) =>
  observeAnswer(
    {
      kind: 'response',
      response: { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    },
    { credential, userId },
  );
const unclear = (cause: string, problem: string) => ({ kind: 'inconclusive', cause, problem });

describe('an acceptance', () => {
  test('is 200 with the user that the baseline named', () => {
    expect(read(200, { user_id: USER })).toEqual({ kind: 'accepted', userId: USER });
  });
  test('is 200 with any user, as long as the baseline is not known', () => {
    expect(read(200, { user_id: USER }, HEADER, null)).toEqual({ kind: 'accepted', userId: USER });
  });
  test('is 403 M_GUEST_ACCESS_FORBIDDEN: the guest token is valid', () => {
    expect(read(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN' })).toEqual({ kind: 'accepted', userId: null });
  });
  test('for another user is impersonation', () => {
    expect(read(200, { user_id: '@other:localhost' })).toEqual({
      kind: 'accepted-as-another',
      userId: '@other:localhost',
    });
  });
});

describe('a rejection', () => {
  test('is 401 M_UNKNOWN_TOKEN', () => {
    expect(read(401, { errcode: 'M_UNKNOWN_TOKEN' })).toEqual({ kind: 'rejected', softLogout: false });
    expect(read(401, { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true })).toEqual({
      kind: 'rejected',
      softLogout: true,
    });
  });
  test.each<[string, Credential]>([
    ['no token', { in: 'none' }],
    ['an empty token', { in: 'header', scheme: 'Bearer', token: '' }],
    ['a token in the query, which the server need not read', { in: 'query', token: 'T' }],
    ['a token in both places', { in: 'header-and-query', token: 'T' }],
    ['another scheme', { in: 'header', scheme: 'bearer', token: 'T' }],
  ])('may be M_MISSING_TOKEN for %s', (_name, credential) => {
    expect(read(401, { errcode: 'M_MISSING_TOKEN' }, credential)).toEqual({ kind: 'rejected', softLogout: false });
  });
});

describe('anything else proves nothing', () => {
  test.each([
    ['M_MISSING_TOKEN though a token was sent', 401, { errcode: 'M_MISSING_TOKEN' }, 'other', 'token-not-seen'],
    ['401 with another errcode', 401, { errcode: 'M_USER_LOCKED' }, 'other', 'other-errcode'],
    ['401 without an errcode', 401, {}, 'other', 'other-errcode'],
    ['401 with a web page', 401, '<html>M_UNKNOWN_TOKEN</html>', 'other', 'not-json'],
    ['401 with a JSON string', 401, '"M_UNKNOWN_TOKEN"', 'other', 'not-json'],
    ['401 with a JSON list', 401, [{ errcode: 'M_UNKNOWN_TOKEN' }], 'other', 'not-json'],
    ['403 with another errcode', 403, { errcode: 'M_UNKNOWN_TOKEN' }, 'other', 'other-status'],
    ['400 M_UNKNOWN_TOKEN', 400, { errcode: 'M_UNKNOWN_TOKEN' }, 'other', 'other-status'],
    ['404', 404, { errcode: 'M_UNRECOGNIZED' }, 'other', 'other-status'],
    ['404 with a web page', 404, '<html></html>', 'other', 'not-json'],
    ['200 with a web page', 200, '<html></html>', 'other', 'not-json'],
    ['200 with nothing', 200, '', 'other', 'not-json'],
    ['200 without a user', 200, {}, 'other', 'no-user-id'],
    ['200 with an error', 200, { errcode: 'M_UNKNOWN_TOKEN' }, 'other', 'no-user-id'],
    ['200 with a user that is none', 200, { user_id: 'self' }, 'other', 'no-user-id'],
    ['204', 204, '', 'other', 'not-json'],
    ['a redirect', 302, '', 'other', 'redirect'],
    ['429', 429, { errcode: 'M_LIMIT_EXCEEDED' }, 'rate-limit', 'rate-limit'],
    ['500', 500, { errcode: 'M_UNKNOWN_TOKEN' }, 'server-error', 'server-error'],
    ['503 with a web page', 503, '<html></html>', 'server-error', 'server-error'],
  ])('%s', (_name, status, body, cause, problem) => {
    expect(read(status, body)).toEqual(unclear(cause, problem));
  });

  test.each([
    ['ERR_NETWORK', 'network', 'unreachable'],
    ['ERR_TIMEOUT', 'network', 'timeout'],
    ['ERR_RATE_LIMITED', 'rate-limit', 'rate-limit'],
    ['ERR_REDIRECT', 'other', 'redirect'],
    ['ERR_ANSWER_TOO_LARGE', 'other', 'no-answer'],
  ])('%s', (code, cause, problem) => {
    const reception = { kind: 'failure', code } as const;
    expect(observeAnswer(reception, { credential: HEADER, userId: USER })).toEqual(unclear(cause, problem));
  });
});

test.each([
  ['@alice:example.org', true],
  ['@1:localhost:8008', true],
  ['@älice:example.org', true],
  ['alice:example.org', false],
  ['@alice', false],
  ['@alice:', false],
  ['@ali ce:example.org', false],
  ['@alice:example.org\n', false],
  ['@al\u202eice:example.org', false],
  [`@${'a'.repeat(255)}:example.org`, false],
])('%j is a user ID: %s', (value, valid) => {
  expect(readUserId(value)).toBe(valid ? value : undefined);
});
