import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, shorten, wrapText } from '../../src/report/wrap.js';

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['a bcdefgh i', 3, ['a', 'bcd', 'efg', 'h i']],
  ['', 5, ['']],
  ['日本語', 4, ['日本', '語']],
  ['a  b', 10, ['a  b']],
])('%j in %i columns', (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test('no line is too wide, and nothing but blanks is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, width) => {
      const lines = wrapText(text, width);
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test('a long text is shortened, and says by how much', () => {
  expect(shorten('abcdef', 6)).toBe('abcdef');
  expect(shorten('abcdefg', 3)).toBe('abc… (4 more characters)');
});
