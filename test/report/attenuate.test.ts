import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { MatrixTokenError } from '../../src/errors.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { type AttenuateReport, attenuateToken, noteExpiry } from '../../src/report/attenuate.js';
import { failsWith } from '../support/fails-with.js';
import { NOW } from '../support/fake-io.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import { findMacaroon, GUEST, JWT, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('attenuate');

function attenuate(text: string, caveats: readonly string[], allowNonstandard = false): AttenuateReport {
  return attenuateToken(text, caveats, { from: 'argument', now: NOW, allowNonstandard });
}

const IN_AN_HOUR = `time < ${NOW + 3_600_000}`;

test('the whole report', () => {
  const rights = {
    userId: '@2:localhost.test',
    type: 'access',
    guest: true,
    notBefore: null,
    expires: null,
    state: 'live',
    basis: 'claimed',
  };
  const report = attenuate(`Bearer ${GUEST}\n`, [IN_AN_HOUR]);
  const time = { raw: '1767326645000', ms: 1767326645000, iso: '2026-01-02T04:04:05.000Z', relativeSeconds: 3600 };
  expect(report).toEqual({
    schema: 'matrix-token.attenuate/1',
    token: expect.stringMatching(/^MDAx[\w-]+$/),
    fingerprint: expect.stringMatching(/^sha256:/),
    parent: 'sha256:562f2108869565681c931e2234d3378f98246e508cc2d6bb0ae54bd2461d408f',
    input: { from: 'argument', wrapper: 'bearer', trimmed: true },
    added: [{ index: 6, text: IN_AN_HOUR, meaning: 'Valid before 2026-01-02T04:04:05.000Z', time }],
    dialect: { id: 'synapse', title: 'Synapse 1.62.0 and later, guest access token', chosen: 'likeliest' },
    before: rights,
    effective: { ...rights, expires: time },
    warnings: [],
  });
  expectSchema({ ...report, output: 'stdout' });
  expect(noteExpiry(report)).toBe('The narrowed token is valid until 2026-01-02T04:04:05Z (in 1 hour).');
});

test('the narrowed token is signed: its issuer accepts the signature', () => {
  const { macaroon } = decodeMacaroon(attenuate(GUEST, [IN_AN_HOUR, 'type = access']).token);
  expect(verifySignature(macaroon, encodeUtf8('mac-secret'))).toEqual({ state: 'valid' });
  expect(macaroon.caveats.slice(-2).map(({ identifier }) => Buffer.from(identifier).toString())).toEqual([
    IN_AN_HOUR,
    'type = access',
  ]);
});

test.each([
  [
    'missing spaces',
    'time<5',
    /^Caveat 1 of those to add is not one that servers understand. A space is missing at byte 4/,
  ],
  ['nothing', '', /The caveat is empty\.$/],
  ['seconds', 'time < 1767326645', /1767326645 looks like seconds \(2026-01-02T04:04:05\.000Z\)/],
  ['microseconds', 'time < 1767326645000000', /looks like microseconds/],
  ['a time that is none', 'time < soon', /"soon" is not a time/],
  ['an operator that time does not have', 'time <= 1767326645000', /time has no operator "<="/],
  ['a type that does not exist', 'type = admin', /"admin" is no known type/],
  ['a generation that does not exist', 'gen = 2', /Generation "2" does not exist/],
  ['a user that is none', 'user_id = alice', /"alice" is not a user ID/],
])('%s: refused, unless asked for by name', (_, caveat, message) => {
  failsWith(() => attenuate(GUEST, [caveat]), 'ERR_CAVEAT_REFUSED', message);
  expect(attenuate(GUEST, [caveat], true).added).toEqual([expect.objectContaining({ index: 6, text: caveat })]);
});

test('the error counts the caveats to add', () => {
  failsWith(() => attenuate(GUEST, [IN_AN_HOUR, 'time<5']), 'ERR_CAVEAT_REFUSED', /^Caveat 2 of those to add/);
});

test.each([
  ['an unknown key, which a server must reject', GUEST, 'foo = bar', [/^"foo" is no caveat of the draft/]],
  ['a time that has passed', GUEST, `time < ${NOW - 1000}`, [/^The token expired at 2026-01-02T03:04:04\.000Z/]],
  ['another type', GUEST, 'type = refresh', [/^Caveats 2 and 6 name different types/]],
  ['another user', GUEST, 'user_id = @x:y', [/^Caveats 3 and 6 name different users/]],
  [
    'time > on Synapse',
    GUEST,
    `time > ${NOW - 1000}`,
    [/^Synapse 1\.62\.0 and later, guest access token, will refuse the narrowed token for caveat 6: /],
  ],
  [
    'a regular token of Synapse',
    findMacaroon('regular access token (macaroon era), Synapse 1.0.0'),
    IN_AN_HOUR,
    [/^It looks like a token of Synapse 0\.11 to 1\.33, regular access token, which finds it by its exact text/],
  ],
  ['a token of no known issuer', mint('type = access'), `time > ${NOW - 1000}`, []],
])('a warning: %s', (_, token, caveat, warnings) => {
  expect(attenuate(token, [caveat]).warnings).toEqual(warnings.map((pattern) => expect.stringMatching(pattern)));
});

test.each([
  ['an access token of Synapse', SYNAPSE_ACCESS],
  ['a JSON Web Token (JWT)', JWT],
  ['an opaque token', 'rKzP9vXqYw3TnB7mLc_D5fGhJ2kQsE8aUi-4oRtVxZ0'],
])('%s cannot be narrowed', (kind, token) => {
  const message = `This is ${kind}, not a macaroon: only a macaroon can be narrowed.`;
  failsWith(() => attenuate(token, [IN_AN_HOUR]), 'ERR_NOT_A_MACAROON', message);
});

test('no caveat, no narrowing', () => {
  failsWith(() => attenuate(GUEST, []), 'ERR_CAVEAT_MISSING', 'No caveat was given.');
});

test('a damaged macaroon is not narrowed', () => {
  failsWith(
    () => attenuate(GUEST.slice(0, -1), [IN_AN_HOUR]),
    'ERR_MACAROON_ANOMALOUS',
    /^This macaroon is not well formed\./,
  );
});

test('a token without an end says so', () => {
  expect(noteExpiry(attenuate(GUEST, ['type = access']))).toBe('The narrowed token does not expire.');
});

test('whatever is added, the token is signed or an error is told, and no terminal is driven', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.boolean(), (caveat, allow) => {
      try {
        const report = attenuate(GUEST, [caveat], allow);
        const { macaroon } = decodeMacaroon(report.token);
        expect(verifySignature(macaroon, encodeUtf8('mac-secret'))).toEqual({ state: 'valid' });
        expect(JSON.stringify(report)).not.toMatch(/\p{C}/u);
      } catch (error) {
        if (!(error instanceof MatrixTokenError)) throw error;
        expect(error.message).not.toMatch(/\p{C}/u);
      }
    }),
  );
});
