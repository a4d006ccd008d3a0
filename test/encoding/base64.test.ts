import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Base64Style, encodeBase64, scanBase64 } from '../../src/encoding/base64.js';
import { MAX_ANOMALIES } from '../../src/encoding/text-anomaly.js';
import { readVectors } from '../support/vectors.js';

const { base64: ANSWERS } = readVectors<{
  readonly base64: readonly { readonly input: string; readonly utf8?: string; readonly error?: unknown }[];
}>('macaroon-known-answers.json');

/** `code@byte*count` of every anomaly. */
const oddities = (text: string) =>
  scanBase64(text).anomalies.map(({ code, byte, count }) => `${code}@${byte}*${count}`);

test.each(ANSWERS)('known answer: "$input"', ({ input, utf8, error }) => {
  const { bytes, anomalies } = scanBase64(input);
  expect(anomalies.length > 0).toBe(error !== undefined);
  if (utf8 !== undefined) expect(Buffer.from(bytes).toString()).toBe(utf8);
});

describe('every dialect is clean', () => {
  test.each([
    ['-_-_', { alphabet: 'url', padded: false }],
    ['+/+/', { alphabet: 'standard', padded: false }],
    ['-_8', { alphabet: 'url', padded: false }],
    ['-_8=', { alphabet: 'url', padded: true }],
    ['-w==', { alphabet: 'url', padded: true }],
    ['+w==', { alphabet: 'standard', padded: true }],
    ['AAAA', { alphabet: 'url', padded: false }],
    ['', { alphabet: 'url', padded: false }],
  ] as const)('%s', (text, style) => {
    expect(scanBase64(text)).toEqual({ bytes: Buffer.from(text, 'base64'), style, anomalies: [] });
  });
});

describe('what is odd is named with its place, and read as most readers do', () => {
  const [TOKEN, DECODED] = ['bWFjYXJvb24', 'macaroon'];
  test.each([
    ['white space in front', ` ${TOKEN}`, ['text-whitespace@0*1']],
    ['a line end behind', `${TOKEN}\r\n`, ['text-whitespace@11*2']],
    ['two runs of white space', `bWFj\n YXJvb24 `, ['text-whitespace@4*2', 'text-whitespace@13*1']],
    ['an illegal character', 'bWFj!YXJvb24', ['text-illegal-character@4*1']],
    [
      'illegal characters of several bytes',
      'bWFj\u200b\u{1f600}YXJvb24 ',
      ['text-illegal-character@4*2', 'text-whitespace@18*1'],
    ],
    ['a letter of 16 bits whose low byte is a digit', 'bWFj\u014dYXJvb24', ['text-illegal-character@4*1']],
    ['one = too many', `${TOKEN}==`, ['base64-padding@12*1']],
    ['three = too many', `${TOKEN}====`, ['base64-padding@12*1']],
    ['data after the padding', `${TOKEN}=YQ`, ['base64-data-after-padding@12*1']],
    ['white space after the padding', `${TOKEN}= `, ['text-whitespace@12*1']],
    ['percent-encoded padding', `${TOKEN}%3D`, ['base64-percent-encoded@11*1']],
    ['a stray last character', 'bWFjYXJvb24A'.concat('A'), ['base64-stray-character@12*1']],
    ['spare bits that are not zero', 'bWFjYXJvb25', ['base64-spare-bits@10*1']],
  ] as const)('%s', (_, text, expected) => {
    expect(oddities(text)).toEqual(expected);
    expect(Buffer.from(scanBase64(text).bytes).toString()).toMatch(new RegExp(`^${DECODED}\0?$`));
  });

  test('one = where two are due', () => expect(oddities('YQ=')).toEqual(['base64-padding@3*2']));
  test('mixed alphabets', () =>
    expect(oddities('-_+/-_')).toEqual(['base64-mixed-alphabets@2*1', 'base64-spare-bits@5*1']));
});

test('a scan of noise records no more than it may, and ends', () => {
  expect(scanBase64('!A'.repeat(500_000)).anomalies).toHaveLength(MAX_ANOMALIES);
});

const style: fc.Arbitrary<Base64Style> = fc.record({
  alphabet: fc.constantFrom('standard' as const, 'url' as const),
  padded: fc.boolean(),
});

test('what is written is read back, clean', () => {
  fc.assert(
    fc.property(fc.uint8Array(), style, (bytes, written) => {
      const scan = scanBase64(encodeBase64(bytes, written));
      expect(Uint8Array.from(scan.bytes)).toEqual(bytes);
      expect(scan.anomalies).toEqual([]);
    }),
  );
});

test('clean text is exactly what an encoder writes', () => {
  const text = fc.string({ unit: fc.constantFrom(...'AZaz09+/-_= \n!é'), maxLength: 12 });
  fc.assert(
    fc.property(text, (candidate) => {
      const { bytes, anomalies } = scanBase64(candidate);
      const written = (['standard', 'url'] as const).flatMap((alphabet) =>
        [true, false].map((padded) => encodeBase64(bytes, { alphabet, padded })),
      );
      expect(anomalies.length === 0).toBe(written.includes(candidate));
    }),
    { numRuns: 2000 },
  );
});
