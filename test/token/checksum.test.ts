import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checksumOf, crc32 } from '../../src/token/checksum.js';

test('CRC-32 of the check string of its specification', () => {
  expect(crc32('123456789').toString(16)).toBe('cbf43926');
});

test('CRC-32 agrees with zlib on any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => crc32(text) === zlibCrc32(text)));
});

test.each([
  ['syt_YWxpY2U_zkjckuUCCtmPhjnLArxj', 'most-significant-first', '4571Al'],
  ['syl_lpqRRKNQFIXGKbXOvcrP', 'most-significant-first', '4MWbW5'],
  ['mcr_LoYqtrtBUBcWlE4RX6o47chBCGkadB', 'least-significant-first', '9gzpc1'],
] as const)('%s, as its server wrote it, %s: %s', (text, order, checksum) => {
  expect(checksumOf(text, order)).toBe(checksum);
});

test('a checksum of few digits is padded on the left, in either order of the digits', () => {
  expect(crc32('syl_wzq')).toBe((23 * 62 + 37) * 62 + 40);
  expect(checksumOf('syl_wzq', 'most-significant-first')).toBe('000Nbe');
  expect(checksumOf('syl_wzq', 'least-significant-first')).toBe('000ebN');
  expect(checksumOf('', 'most-significant-first')).toBe('000000');
});
