import { expect, test } from '@jest/globals';
import { compareExpiry, withExpiry } from '../../src/report/expiry.js';
import { NOW } from '../support/fake-io.js';
import { inspect } from '../support/inspect.js';
import { mint } from '../support/mint.js';
import { base64url, SYNAPSE_ACCESS } from '../support/tokens.js';

const HOUR = 3_600_000;
const jwt = (payload: object) => `${base64url('{"alg":"RS256"}')}.${base64url(JSON.stringify(payload))}.AAAA`;

test.each([
  ['a minute more', mint(`time < ${NOW + HOUR + 60_000}`), 'lasts'],
  ['exactly as long', mint(`time < ${NOW + HOUR}`), 'lasts'],
  ['a second less', mint(`time < ${NOW + HOUR - 1000}`), 'too-soon'],
  ['expired', mint(`time < ${NOW - 1}`), 'too-soon'],
  ['contradictory', mint('type = access', 'type = refresh'), 'too-soon'],
  ['a macaroon without an end', mint('type = access'), 'lasts'],
  ['a JWT that ends in time', jwt({ exp: NOW / 1000 + 7200 }), 'lasts'],
  ['a JWT that ends too soon', jwt({ exp: NOW / 1000 + 60 }), 'too-soon'],
  ['a JWT that does not say', jwt({}), 'silent'],
  ['a token that cannot say', SYNAPSE_ACCESS, 'silent'],
])('to last an hour: %s', (_, token, expiry) => {
  expect(compareExpiry(inspect(token), HOUR)).toBe(expiry);
});

test('a report says what was found, unless the token lasts', () => {
  const report = inspect(SYNAPSE_ACCESS);
  expect(withExpiry(report, 'lasts')).toBe(report);
  expect(withExpiry(report, 'too-soon').warnings).toEqual([
    'The token has less time left than --expires-within asks for.',
  ]);
  expect(withExpiry(report, 'silent').warnings).toEqual([
    'Nothing in the token says until when it is valid, so --expires-within has no answer: only its server knows.',
  ]);
});
