import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { traceDescent } from '../../src/macaroon/descent.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import { type ConvertReport, convertToken } from '../../src/report/convert.js';
import { anyMacaroon } from '../support/chains.js';
import { failsWith } from '../support/fails-with.js';
import { mintTexts } from '../support/macaroons.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import { findMacaroon, GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('convert');
const V1: TokenForm = { format: 'v1', encoding: 'base64url', padded: false };
const FORMS: readonly TokenForm[] = [
  V1,
  { format: 'v1', encoding: 'base64', padded: true },
  { format: 'v1', encoding: 'hex' },
  { format: 'v2', encoding: 'base64url', padded: true },
  { format: 'v2', encoding: 'base64', padded: false },
  { format: 'v2', encoding: 'hex' },
  { format: 'v2-json' },
];

function convert(text: string, form: TokenForm): ConvertReport {
  const report = convertToken(text, form, 'argument');
  expectSchema({ ...report, output: 'stdout' });
  return report;
}

test('the whole report', () => {
  expect(convert(`Bearer ${GUEST}`, { format: 'v2', encoding: 'hex' })).toEqual({
    schema: 'matrix-token.convert/1',
    token: expect.stringMatching(/^0201[\da-f]+$/),
    fingerprint: expect.stringMatching(/^sha256:/),
    original: 'sha256:562f2108869565681c931e2234d3378f98246e508cc2d6bb0ae54bd2461d408f',
    input: { from: 'argument', wrapper: 'bearer', trimmed: false },
    source: { format: 'v1', encoding: 'base64url', padded: false },
    target: { format: 'v2', encoding: 'hex', padded: false },
    warnings: [
      'Synapse reads version 1 in base64 alone: it refuses this form.',
      'Few programs read macaroons in hex (lnd does): most read base64 alone.',
    ],
  });
});

test('content and signature are the same in every form, and the way back is the way there', () => {
  const form = fc.constantFrom(...FORMS);
  fc.assert(
    fc.property(anyMacaroon, form, form, (macaroon, first, second) => {
      const there = convert(writeMacaroon(macaroon, first), second).token;
      const { macaroon: read } = decodeMacaroon(there);
      expect(traceDescent(macaroon, read).relation).toEqual({ kind: 'identical' });
      expect(Buffer.from(read.location)).toEqual(Buffer.from(macaroon.location));
      expect(convert(there, first).token).toBe(writeMacaroon(macaroon, first));
    }),
  );
});

test('text goes through V1 JSON, too', () => {
  const { token } = convert(GUEST, { format: 'v1-json' });
  expect(JSON.parse(token)).toMatchObject({ identifier: 'key', location: 'localhost.test' });
  expect(convert(token, V1).token).toBe(GUEST);
});

describe('what the target cannot hold', () => {
  const binary = writeMacaroon({ ...mintTexts(), identifier: Uint8Array.of(0xff) }, V1);
  const long = writeMacaroon(mintTexts('x'.repeat(70_000)), { format: 'v2', encoding: 'base64url' });
  const twice = writeMacaroon(mintTexts('x'.repeat(65_527)), { format: 'v2', encoding: 'base64url' });

  test('bytes that are not UTF-8, in V1 JSON', () => {
    const message = 'The identifier is not UTF-8, so version 1 JSON cannot hold it.';
    failsWith(() => convert(binary, { format: 'v1-json' }), 'ERR_MACAROON_NOT_UTF8', message);
  });

  test.each([long, twice])('a caveat longer than a V1 packet', (token) => {
    failsWith(
      () => convert(token, V1),
      'ERR_MACAROON_TOO_LONG',
      /a version 1 macaroon holds at most 65526 bytes there/,
    );
  });

  test('what is legal and yet not read by all is told', () => {
    expect(convert(binary, V1).warnings).toEqual([
      expect.stringMatching(/^The value is not UTF-8: legal, but pymacaroons \(Synapse\) fails on it/),
    ]);
    expect(convert(long, { format: 'v2', encoding: 'base64' }).warnings).toContain(
      'A value is longer than 65535 bytes: the Rust library refuses that.',
    );
  });
});

test.each([[{ format: 'v2-json' } as const], [{ format: 'v1', encoding: 'base64', padded: true } as const]])(
  'a token that its issuer finds by its text is refused in another form: %j',
  (form) => {
    const token = findMacaroon('regular access token (macaroon era), Synapse 1.0.0');
    expect(convert(token, form).warnings).toEqual([
      'This looks like a token of Synapse 0.11 to 1.33, regular access token, which finds it by its exact text: in another form it is refused.',
    ]);
    expect(convert(token, V1).warnings).toEqual([]);
  },
);

test.each([
  ['no macaroon', SYNAPSE_ACCESS, 'ERR_NOT_A_MACAROON', /only a macaroon can be converted\.$/],
  ['a lost last character', GUEST.slice(0, -1), 'ERR_MACAROON_ANOMALOUS', /^This macaroon is not well formed\./],
  ['an empty caveat', mint(''), 'ERR_MACAROON_ANOMALOUS', /A caveat is empty: libmacaroons drops it, others keep it/],
  ['nothing', '', 'ERR_INPUT_EMPTY', /^The input is empty/],
] as const)('%s: refused', (_, text, code, message) => {
  failsWith(() => convertToken(text, { format: 'v2-json' }, 'argument'), code, message);
});
