import { expect, test } from '@jest/globals';
import { NOW } from '../support/fake-io.js';
import { inspect, show } from '../support/inspect.js';
import { mint } from '../support/mint.js';
import { findMacaroon, GUEST, JWT, MAS_COMPAT_REFRESH, SYNAPSE_ACCESS } from '../support/tokens.js';

test('the text of a guest token, whole', () => {
  expect(show(inspect(`Authorization: Bearer ${GUEST}`))).toBe(
    [
      'Token        a macaroon, version 1, in base64url',
      'Issued by    Synapse 1.62.0 or later, as guest access token (by its form)',
      'User         @2:localhost.test, a guest',
      'Allows       any action but a token refresh',
      'Valid        without an end: no caveat limits the time',
      'State        nothing in it speaks against it now (read off the token; the signature was not checked)',
      'Location     localhost.test (not covered by the signature)',
      'Identifier   key',
      'Signature    32 bytes, never shown; not checked: that needs the root key (--key-file)',
      'Found in     an Authorization header',
      'Fingerprint  sha256:562f210886956568…',
      '',
      '┌───┬─────────────────────────────┬───────────────────────────────────────────────────┐',
      '│ # │ Caveat                      │ Meaning                                           │',
      '│ 1 │ gen = 1                     │ Written in generation 1 of the caveat format      │',
      '│ 2 │ type = access               │ Allows any action but a token refresh             │',
      '│ 3 │ user_id = @2:localhost.test │ Valid only for @2:localhost.test                  │',
      '│ 4 │ nonce = (masked)            │ Makes this token unlike any other; limits nothing │',
      '│ 5 │ guest = true                │ Valid only while the user is a guest              │',
      '└───┴─────────────────────────────┴───────────────────────────────────────────────────┘',
      '',
      'Next: matrix-token attenuate - --expires-in 1h',
    ].join('\n'),
  );
});

test('the text of an expired token', () => {
  const lines = show(inspect(mint('type = access', 'user_id = @a:b', 'time < 1767323044000'))).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'Valid        until 2026-01-02T03:04:04Z (1 second ago)',
      'State        expired (read off the token; the signature was not checked)',
      'Findings',
      'error  caveat 3: The token expired at 2026-01-02T03:04:04.000Z.',
      'Next: matrix-token login SERVER',
    ]),
  );
});

test('the text of a mistyped token', () => {
  expect(show(inspect(SYNAPSE_ACCESS.replace('zkj', 'zkJ')))).toBe(
    [
      'Token        an access token of Synapse',
      'Issued by    Synapse, as access token (probably)',
      'Localpart    alice',
      'Checksum     does not match',
      'Fingerprint  sha256:6790855e645a2a17…',
      '',
      'Findings',
      'error  The character here is wrong: any other single change leaves the checksum wrong. (byte 14)',
      '       Copy the token again, whole.',
    ].join('\n'),
  );
});

test('the text of a JWT', () => {
  expect(show(inspect(JWT))).toBe(
    [
      'Token        a JSON Web Token (JWT)',
      'Valid        it does not say until when',
      'State        nothing in it speaks against it now (read off the token; the signature was not checked)',
      'Fingerprint  sha256:7f75367e78812551…',
      '',
      '┌─────────┬───────┬─────────────────────────────────────────────────────────┐',
      '│         │ Claim │ Value                                                   │',
      '│ header  │ alg   │ HS256                                                   │',
      '│ header  │ typ   │ JWT                                                     │',
      '│ payload │ sub   │ 1234567890                                              │',
      '│ payload │ name  │ John Doe                                                │',
      '│ payload │ iat   │ 1516239022: 2018-01-18T01:30:22Z (7 years 351 days ago) │',
      '└─────────┴───────┴─────────────────────────────────────────────────────────┘',
      '',
      'Findings',
      'info  The signature of a JWT is not checked: all of this is what the token claims.',
      '',
      'Next: matrix-token whoami - --server SERVER',
    ].join('\n'),
  );
});

test.each([
  [
    'no location',
    '{"v":2,"i":"","c":[],"s64":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}',
    'Location     (nothing) (not covered by the signature)',
  ],
  ['no caveats', mint(), 'It has no caveats: nothing limits it.'],
  ['one moment', mint(`time == ${NOW + 60_000}`), 'Valid        only at exactly 2026-01-02T03:05:05Z (in 1 minute)'],
  ['a start', mint(`time > ${NOW + 60_000}`), 'Valid        from 2026-01-02T03:05:05Z (in 1 minute), without an end'],
  [
    'a start and an end',
    mint(`time > ${NOW - 60_000}`, `time < ${NOW + 60_000}`),
    'Valid        from 2026-01-02T03:03:05Z (1 minute ago) until 2026-01-02T03:05:05Z (in 1 minute)',
  ],
  ['a form in doubt', GUEST.slice(0, -1), 'State        in doubt: see the findings'],
  ['a type of its own', mint('type = robot'), 'Allows       only what the type "robot" allows'],
  [
    'JSON',
    '{"v":2,"i":"id","c":[],"s64":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}',
    'Token        a macaroon, version 2, in JSON',
  ],
])('a line on %s', (_, token, line) => {
  expect(show(inspect(token)).split('\n')).toContain(line);
});

test.each([
  ['a live macaroon', mint('type = access'), 'attenuate - --expires-in 1h'],
  ['an expired one', mint('type = access', `time < ${NOW - 1}`), 'login SERVER'],
  ['a damaged one', GUEST.slice(0, -1), undefined],
  [
    'a regular one of Synapse, which cannot be narrowed',
    findMacaroon('regular access token (macaroon era), Synapse 1.0.0'),
    'whoami - --server SERVER',
  ],
  ['a session cookie', findMacaroon('OIDC session cookie, 1h from 1700000000000 ms'), undefined],
  ['an access token', SYNAPSE_ACCESS, 'whoami - --server SERVER'],
  ['a mistyped one', `${SYNAPSE_ACCESS}x`, undefined],
  ['a refresh token', MAS_COMPAT_REFRESH, 'refresh'],
  ['a token of PyPI', 'pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAw', undefined],
])('the next command after %s', (_, token, command) => {
  const next = show(inspect(token))
    .split('\n')
    .filter((line) => line.startsWith('Next: '));
  expect(next).toEqual(command === undefined ? [] : [`Next: matrix-token ${command}`]);
});
