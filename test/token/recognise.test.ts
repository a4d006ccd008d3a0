import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { MatrixTokenError } from '../../src/errors.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { recogniseToken } from '../../src/token/recognise.js';
import { failsWith } from '../support/fails-with.js';
import { EDGE_CASES, GUEST, JWT, MATRIX_TOKENS } from '../support/tokens.js';

test.each(MATRIX_TOKENS.tokens)('$name is a macaroon', ({ token, key, signature_ok }) => {
  const recognised = recogniseToken(token);
  if (recognised.kind !== 'macaroon') throw new Error(recognised.kind);
  const { state } = verifySignature(recognised.reading.macaroon, Buffer.from(key));
  expect(state === 'valid').toBe(signature_ok);
});

test.each(MATRIX_TOKENS.opaque)('$token is a $kind', ({ token, kind, localpart = null }) => {
  const [issuer = '', ...words] = kind
    .replace(/ \(.*| token/g, '')
    .toLowerCase()
    .split(' ');
  expect(recogniseToken(token)).toEqual({
    kind: [issuer, ...words].join('-'),
    localpart,
    checksum: 'valid',
    notes: [],
  });
});

test('a JWT', () => {
  expect(recogniseToken(JWT).kind).toBe('jwt');
});

test.each([
  ['a binary location', { location: Uint8Array.of(0), identifier: encodeUtf8('id') }],
  ['a binary identifier', { location: new Uint8Array(), identifier: Uint8Array.of(0, 1, 0xff) }],
  ['a location of 200 bytes', { location: encodeUtf8('x'.repeat(200)), identifier: encodeUtf8('id') }],
])('a V2 macaroon with %s is one, where it is whole', (_, content) => {
  const macaroon = mintMacaroon({ rootKey: encodeUtf8('key'), caveats: [], ...content });
  for (const encoding of ['base64url', 'hex'] as const) {
    const token = writeMacaroon(macaroon, { format: 'v2', encoding });
    expect(recogniseToken(token).kind).toBe('macaroon');
    expect(recogniseToken(token.slice(0, -1)).kind).toBe('opaque');
  }
});

test('what is nothing else is opaque', () => {
  expect(recogniseToken('rKzP9vXqYw3TnB7mLc_D5fGhJ2kQsE8aUi-4oRtVxZ0')).toMatchObject({
    kind: 'opaque',
    guess: 'dendrite',
  });
});

test.each([
  ['its last character', GUEST.slice(0, -1), ['truncated']],
  ['its signature', GUEST.slice(0, -61), ['truncated', 'caveats-unread', 'signature-missing']],
])('a macaroon that lost %s is one still, and says so', (_, token, codes) => {
  const recognised = recogniseToken(token);
  if (recognised.kind !== 'macaroon') throw new Error(recognised.kind);
  expect(recognised.reading.anomalies.map(({ code }) => code)).toEqual(codes);
});

test('a macaroon of which too little is left is refused by name and byte', () => {
  failsWith(
    () => recogniseToken(GUEST.slice(0, 20)),
    'ERR_MACAROON_DECODE',
    /^This is not a macaroon, or damaged beyond use: at byte \d+/,
  );
});

test.each(EDGE_CASES.flatMap(({ id, about, input }) => (input === undefined ? [] : [[id, about, input] as const])))(
  'edge case %s, %s: recognised or refused, nothing else',
  (_, __, input) => {
    expect(['macaroon', 'jwt', 'opaque', 'MatrixTokenError']).toContain(outcome(input));
  },
);

test('recognising never throws anything but a MatrixTokenError', () => {
  const damaged = fc
    .tuple(
      fc.constantFrom(...MATRIX_TOKENS.tokens.map(({ token }) => token)),
      fc.nat(),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    .map(
      ([token, seed, noise]) => token.slice(0, seed % token.length) + noise + token.slice((seed % token.length) + 1),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), damaged), (text) => outcome(text) !== ''),
    {
      numRuns: 1000,
    },
  );
});

function outcome(text: string): string {
  try {
    return recogniseToken(text).kind;
  } catch (error) {
    expect(error).toBeInstanceOf(MatrixTokenError);
    return 'MatrixTokenError';
  }
}
