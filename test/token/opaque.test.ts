import { expect, test } from '@jest/globals';
import { readOpaque } from '../../src/token/opaque.js';
import { failsWith } from '../support/fails-with.js';
import { GUEST } from '../support/tokens.js';

test.each([
  ['dendrite', 'rKzP9vXqYw3TnB7mLc_D5fGhJ2kQsE8aUi-4oRtVxZ0'],
  ['conduit-family', 'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW'],
  ['continuwuity', 'aB3dE5fG7hI9jK1lM3nO5pQ7'],
  ['tuwunel-refresh', 'refresh_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW'],
  ['synapse-before-macaroons', 'QGFsaWNlOmV4YW1wbGUuY29t..abcdefghijklmnopqr'],
  ['application-service', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
  ['encrypted-jwt', 'eyJhbGciOiJkaXIifQ.a.b.c.d'],
  [null, 'correct-horse-battery-staple'],
])('its form says: %s', (guess, token) => {
  expect(readOpaque(token)).toEqual({ kind: 'opaque', guess, notes: [{ code: 'opaque-token' }] });
});

test.each([
  'SYT_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
  'syt-YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
  'Mat_1234567890123456',
])('%s has almost the prefix of a family', (token) => {
  expect(readOpaque(token).notes).toEqual([{ code: 'misspelt-prefix', byte: 0 }, { code: 'opaque-token' }]);
});

test.each([
  ['too short', 'abcdefghijklmno', 15, 'more characters: a token has at least 16'],
  ['too long', 'a'.repeat(4097), 4096, 'the end: no token but a macaroon is longer'],
  ['a blank', 'abcdefgh ijklmnop', 8, 'a printable ASCII character other than a blank'],
  ['an escape character', 'abcdefgh\u001b[31mijkl', 8, 'a printable ASCII character other than a blank'],
  ['a letter beyond ASCII', 'abcdefghijklmnopé', 16, 'a printable ASCII character other than a blank'],
  [
    'a macaroon without its beginning',
    GUEST.slice(41),
    0,
    'the beginning of a macaroon, which is missing: only its end is here',
  ],
])('%s is no token', (_, text, byte, expected) => {
  failsWith(() => readOpaque(text), 'ERR_NOT_A_TOKEN', `This is not a token: at byte ${byte}, expected ${expected}.`);
});

test('the shortest and the longest opaque token', () => {
  expect(readOpaque('a'.repeat(16)).kind).toBe('opaque');
  expect(readOpaque('~'.repeat(4096)).kind).toBe('opaque');
});

test.each([
  ['pypi', 'pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAw'],
  ['fly', 'fm2_lJPECAAAAAAAAAAAxBC8'],
  ['other-service', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
])('a token of another service: %s', (guess, token) => {
  expect(readOpaque(token)).toEqual({ kind: 'opaque', guess, notes: [{ code: 'foreign-token' }] });
});
