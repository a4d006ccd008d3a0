import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex } from '../../src/encoding/hex.js';
import { decodeUtf8, encodeUtf8 } from '../../src/encoding/utf8.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon, recoverMacaroon } from '../../src/macaroon/decode.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { askPymacaroons } from '../support/pymacaroons.js';

interface Made {
  readonly location: string;
  readonly identifier: string;
  readonly key: string;
  readonly caveats: readonly string[];
  readonly added: readonly string[];
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 });
const made: fc.Arbitrary<Made> = fc.record({
  location: ascii,
  identifier: ascii,
  key: fc.uint8Array({ minLength: 1, maxLength: 70 }).map(encodeHex),
  caveats: fc.array(text, { maxLength: 4 }),
  added: fc.array(text, { minLength: 1, maxLength: 3 }),
});

/** The same hundred every time: a failure here can be run again. */
const SAMPLES = fc.sample(made, { seed: 2015, numRuns: 100 });

const FORMS: readonly TokenForm[] = [
  { format: 'v1', encoding: 'base64url' },
  { format: 'v2', encoding: 'base64url' },
  { format: 'v1-json' },
  { format: 'v2-json' },
];

function mint({ location, identifier, key, caveats }: Made, version: 1 | 2): Macaroon {
  return mintMacaroon({
    version,
    rootKey: Buffer.from(key, 'hex'),
    location: encodeUtf8(location),
    identifier: encodeUtf8(identifier),
    caveats: caveats.map((caveat) => ({ party: 'first', identifier: encodeUtf8(caveat) })),
  });
}

const narrowed = (token: string, { added }: Made) => attenuateMacaroon(decodeMacaroon(token), added.map(encodeUtf8));

describe.each(FORMS)('minted and narrowed here, as $format', (form) => {
  const tokens = SAMPLES.map((sample) => narrowed(writeMacaroon(mint(sample, 1), form), sample));
  const all = ({ caveats, added }: Made) => [...caveats, ...added];
  const ask = (change: (sample: Made) => { key: string; met: readonly string[] }) =>
    askPymacaroons(
      'verify',
      SAMPLES.map((sample, index) => ({ token: tokens[index] ?? '', ...change(sample) })),
    ).map(({ verified }) => verified);

  test('pymacaroons reads the same', () => {
    const read = askPymacaroons(
      'describe',
      tokens.map((token) => ({ token })),
    );
    expect(read).toEqual(
      SAMPLES.map((sample, index) => ({
        location: sample.location,
        identifier: sample.identifier,
        caveats: all(sample),
        signature: encodeHex(decodeMacaroon(tokens[index] ?? '').macaroon.signature),
      })),
    );
  });

  test('pymacaroons accepts it with its key and every caveat met', () => {
    expect(ask((sample) => ({ key: sample.key, met: all(sample) }))).toEqual(SAMPLES.map(() => true));
  });

  test('pymacaroons refuses it with another key', () => {
    expect(ask((sample) => ({ key: `${sample.key}01`, met: all(sample) }))).toEqual(SAMPLES.map(() => false));
  });

  test('pymacaroons refuses it with a caveat unmet', () => {
    const but = (sample: Made) => all(sample).filter((caveat) => caveat !== sample.added.at(-1));
    expect(ask((sample) => ({ key: sample.key, met: but(sample) }))).toEqual(SAMPLES.map(() => false));
  });
});

describe.each([
  { version: 1, form: 'binary', format: 'v1' },
  { version: 2, form: 'binary', format: 'v2' },
  { version: 1, form: 'json', format: 'v1-json' },
  { version: 2, form: 'json', format: 'v2-json' },
] as const)('made by pymacaroons, version $version, $form', ({ version, form, format }) => {
  const tokens = askPymacaroons(
    'make',
    SAMPLES.map(({ added: _, ...sample }) => ({ ...sample, version, form })),
  );

  test('read strictly, the same, and verified', () => {
    for (const [index, sample] of SAMPLES.entries()) {
      const { token = '', signature } = tokens[index] ?? {};
      const reading = decodeMacaroon(token);
      expect({
        format: reading.format,
        location: decodeUtf8(reading.macaroon.location),
        identifier: decodeUtf8(reading.macaroon.identifier),
        caveats: reading.macaroon.caveats.map(({ identifier }) => decodeUtf8(identifier)),
        signature: encodeHex(reading.macaroon.signature),
      }).toEqual({
        format,
        location: sample.location,
        identifier: sample.identifier,
        caveats: sample.caveats,
        signature,
      });
      expect(verifySignature(reading.macaroon, Buffer.from(sample.key, 'hex'))).toEqual({ state: 'valid' });
    }
  });

  test('narrowed here, accepted there', () => {
    const questions = SAMPLES.map((sample, index) => ({
      token: narrowed(tokens[index]?.token ?? '', sample),
      key: sample.key,
      met: [...sample.caveats, ...sample.added],
    }));
    expect(askPymacaroons('verify', questions).map(({ verified }) => verified)).toEqual(SAMPLES.map(() => true));
  });
});

test('pymacaroons counts characters where V1 counts bytes: its non-ASCII locations are refused here, by their byte', () => {
  const issued = { location: 'bücher.example', identifier: 'key', key: '00', version: 1, caveats: [] } as const;
  const [made] = askPymacaroons('make', [issued]);
  const { anomalies, macaroon } = recoverMacaroon(made?.token ?? '');
  expect(anomalies.map(({ code, byte }) => [code, byte])).toEqual([['length-wrong', 0]]);
  expect(decodeUtf8(macaroon.location)).toBe('bücher.example');
  expect(decodeUtf8(macaroon.identifier)).toBe('key');
});

test.each([1, 2] as const)(
  'a third-party caveat of version %i survives being narrowed, and is discharged',
  (version) => {
    const third = { location: 'https://third.example', key: 'third key', identifier: 'is it Alice?' };
    const issued = {
      location: 'example.org',
      identifier: 'key',
      key: '736563726574',
      caveats: ['gen = 1'],
      version,
      third,
    };
    const [made] = askPymacaroons('make', [issued]);
    const reading = decodeMacaroon(made?.token ?? '');
    expect(reading.macaroon.caveats.map(({ party }) => party)).toEqual(['first', 'third']);
    expect(verifySignature(reading.macaroon, encodeUtf8('secret'))).toEqual({ state: 'valid' });

    const token = attenuateMacaroon(reading, [encodeUtf8('type = access')]);
    const question = { token, key: issued.key, met: ['gen = 1', 'type = access'] };
    const discharge = { key: third.key, identifier: third.identifier };
    const [whole, bare] = askPymacaroons('verify', [{ ...question, discharge }, question]);
    expect([whole?.verified, bare?.verified]).toEqual([true, false]);
  },
);
