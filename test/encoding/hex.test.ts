import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex, scanHex } from '../../src/encoding/hex.js';

test.each([
  ['0aff', []],
  ['0AfF', ['hex-upper-case@1']],
  ['0a f\nf', ['text-whitespace@2', 'text-whitespace@4']],
  ['0a\u00e9ff', ['text-illegal-character@2']],
  ['0aff0', ['hex-odd-length@4']],
])('%s', (text, expected) => {
  const { bytes, anomalies } = scanHex(text);
  expect(anomalies.map(({ code, byte }) => `${code}@${byte}`)).toEqual(expected);
  expect(encodeHex(bytes)).toBe('0aff');
});

test('what is written is read back, clean', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const { bytes: read, anomalies } = scanHex(encodeHex(bytes));
      expect(Uint8Array.from(read)).toEqual(bytes);
      expect(anomalies).toEqual([]);
    }),
  );
});
