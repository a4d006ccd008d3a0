import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeVarint, MAX_VARINT, readVarint } from '../../src/encoding/varint.js';
import { readVectors } from '../support/vectors.js';

const { varint: ANSWERS } = readVectors<{
  readonly varint: readonly { readonly value: string; readonly hex: string }[];
}>('macaroon-known-answers.json');

test.each(ANSWERS)('known answer: $value is $hex', ({ value, hex }) => {
  const read = readVarint(Buffer.from(hex, 'hex'), 0);
  if (BigInt(value) > MAX_VARINT) expect(read).toMatchObject({ problem: 'out-of-range' });
  else {
    expect(read).toEqual({ value: Number(value), length: hex.length / 2 });
    expect(encodeHex(encodeVarint(Number(value)))).toBe(hex);
  }
});

describe('what no encoder writes', () => {
  test.each([
    ['8700', { value: 7, length: 2, problem: 'not-minimal' }],
    ['8000', { value: 0, length: 2, problem: 'not-minimal' }],
    ['80808000', { value: 0, length: 4, problem: 'not-minimal' }],
    ['', { value: 0, length: 0, problem: 'truncated' }],
    ['80', { value: 0, length: 1, problem: 'truncated' }],
  ] as const)('%s', (hex, expected) => {
    expect(readVarint(Buffer.from(hex, 'hex'), 0)).toEqual(expected);
  });

  test.each([
    ['2^32', '8080808010'],
    ['2^32 + 3, which npm macaroon reads as 3', '8380808010'],
    ['2^35, which npm macaroon reads as 8', '808080808001'],
    ['2^64 - 1', 'ffffffffffffffffff01'],
    ['more than ten bytes', 'ff'.repeat(100)],
  ])('%s is out of range, and does not wrap', (_, hex) => {
    expect(readVarint(Buffer.from(hex, 'hex'), 0).problem).toBe('out-of-range');
  });
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.nat(MAX_VARINT), fc.nat(3), (value, offset) => {
      const bytes = encodeVarint(value);
      const read = readVarint(Buffer.concat([Buffer.alloc(offset, 0xff), bytes]), offset);
      expect(read).toEqual({ value, length: bytes.length });
    }),
  );
});
