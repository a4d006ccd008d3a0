import { expect, test } from '@jest/globals';
import { readPythonInt } from '../../../src/dialect/synapse/python-int.js';

test.each([
  ['1700000000000', 1_700_000_000_000],
  ['  42\n', 42],
  ['\u200342\u0085\u3000', 42],
  ['+42', 42],
  ['-42', -42],
  ['9_999', 9999],
  ['007', 7],
  ['\u0661\u0662\u0663', 123],
  ['\uff14\uff12', 42],
  ['\u{1d7d8}\u{1d7ff}', 9],
  ['9'.repeat(400), Number.POSITIVE_INFINITY],
])('int(%j) is %d', (text, value) => {
  expect(readPythonInt(text)).toBe(value);
});

test.each([
  '',
  ' ',
  'soon',
  '1e15',
  '1.5',
  '_9',
  '9_',
  '9__9',
  '- 9',
  '0x10',
  '\ufeff42',
  '\u001c42',
  '\u00b2',
  '9'.repeat(4301),
])('int(%j) raises', (text) => {
  expect(readPythonInt(text)).toBeUndefined();
});
