import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant, readInstant } from '../../src/cli/instant.js';
import { failsWith } from '../support/fails-with.js';

test.each([
  ['2026-01-31', Date.UTC(2026, 0, 31)],
  ['2026-01-31T12:34Z', Date.UTC(2026, 0, 31, 12, 34)],
  ['2026-01-31T12:34:56Z', Date.UTC(2026, 0, 31, 12, 34, 56)],
  ['2026-01-31T12:34:56.7Z', Date.UTC(2026, 0, 31, 12, 34, 56, 700)],
  ['2026-01-31T12:34:56+02:30', Date.UTC(2026, 0, 31, 10, 4, 56)],
  ['2026-01-31T23:34:56-02:00', Date.UTC(2026, 1, 1, 1, 34, 56)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
])('%s', (text, ms) => {
  expect(parseInstant(text)).toBe(ms);
});

test.each([
  ['no zone', '2026-01-31T12:34:56'],
  ['no such day', '2026-02-30'],
  ['no such month', '2026-13-01'],
  ['no such hour', '2026-01-31T24:00:00Z'],
  ['no such minute', '2026-01-31T12:60Z'],
  ['a number', '1769862896000'],
  ['words', 'tomorrow'],
  ['nothing', ''],
  ['something after it', '2026-01-31 '],
])('%s is refused', (_, text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test('every moment is read as it is written', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test('the error names the flag, and not what was given', () => {
  failsWith(
    () => readInstant('syt_secret', '--expires-at'),
    'ERR_USAGE',
    '--expires-at takes a date, or a time with its zone, in ISO 8601: 2026-01-31 or 2026-01-31T12:00:00Z.',
  );
});
