import { expect, test } from '@jest/globals';
import { readJwt } from '../../src/token/jwt.js';
import { base64url, JWT } from '../support/tokens.js';

test('header and payload are decoded, the signature is dropped', () => {
  expect(readJwt(JWT)).toEqual({
    kind: 'jwt',
    header: { alg: 'HS256', typ: 'JWT' },
    payload: { sub: '1234567890', name: 'John Doe', iat: 1516239022 },
    notes: [{ code: 'jwt-unverified' }],
  });
});

test('an unsigned JWT is named', () => {
  const token = `${base64url('{"alg":"none"}')}.${base64url('{}')}.`;
  expect(readJwt(token)?.notes).toContainEqual({ code: 'jwt-unsigned' });
});

test('a payload that is no JSON object is a note with its byte', () => {
  const token = `${base64url('{"alg":"HS256"}')}.${base64url('[1]')}.AAAA`;
  expect(readJwt(token)).toMatchObject({
    payload: null,
    notes: [{ code: 'jwt-unverified' }, { code: 'jwt-payload-unreadable', byte: 21 }],
  });
});

test('a payload nested 100,000 deep is decoded, not overrun', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(readJwt(`${base64url('{"alg":"HS256"}')}.${base64url(deep)}.AAAA`)?.payload).not.toBeNull();
});

test.each([
  ['two parts', 'eyJhbGciOiJIUzI1NiJ9.e30'],
  ['five parts, an encrypted JWT', 'eyJhbGciOiJkaXIifQ.a.b.c.d'],
  ['a header that is not JSON', `${base64url('hello')}.e30.AAAA`],
  ['a header without alg', `${base64url('{"typ":"JWT"}')}.e30.AAAA`],
  ['a header that is not base64url', 'eyJhbGciOiJIUzI1NiJ9=.e30.AAAA'],
  ['a header that is not UTF-8', `${Buffer.from([0xff, 0xfe]).toString('base64url')}.e30.AAAA`],
])('%s: no JWT', (_, token) => {
  expect(readJwt(token)).toBeUndefined();
});
