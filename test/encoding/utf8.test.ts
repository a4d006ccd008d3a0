import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeUtf8, encodeUtf8, utf8Length } from '../../src/encoding/utf8.js';

test('a leading byte order mark is kept: it is part of what was signed', () => {
  expect(decodeUtf8(Buffer.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
});

test.each([['ff'], ['c3'], ['c080'], ['eda080'], ['f8888080']])('%s is no UTF-8', (hex) => {
  expect(decodeUtf8(Buffer.from(hex, 'hex'))).toBeUndefined();
});

test('what is written is read back', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(decodeUtf8(encodeUtf8(text))).toBe(text)));
});

test('lengths of code points are those of their encoding', () => {
  for (const character of ['a', 'é', '€', '👍']) {
    expect(utf8Length(character.codePointAt(0) ?? 0)).toBe(encodeUtf8(character).length);
  }
});
