import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTime } from '../../src/caveat/time.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');

describe('readTime', () => {
  test('shows a time as all output does', () => {
    expect(readTime('1735693200500', NOW)).toEqual({
      state: 'time',
      unit: 'milliseconds',
      moment: { raw: '1735693200500', ms: 1735693200500, iso: '2025-01-01T01:00:00.500Z', relativeSeconds: 3600 },
    });
  });

  test('rounds down, so that the past is always negative', () => {
    expect(readTime(String(NOW - 1), NOW)).toMatchObject({ moment: { relativeSeconds: -1 } });
    expect(readTime(String(NOW), NOW)).toMatchObject({ moment: { relativeSeconds: 0 } });
    expect(readTime(String(NOW + 999), NOW)).toMatchObject({ moment: { relativeSeconds: 0 } });
  });

  test.each([
    ['0', 'milliseconds'],
    ['119', 'milliseconds'],
    ['120', 'second-of-minute'],
    ['179', 'second-of-minute'],
    ['180', 'milliseconds'],
    ['99999999', 'milliseconds'],
    ['1700000000', 'seconds'],
    ['99999999999', 'seconds'],
    ['100000000000', 'milliseconds'],
    ['0001700000000000', 'milliseconds'],
    ['99999999999999', 'milliseconds'],
    ['1700000000000000', 'microseconds'],
    ['8640000000000000', 'microseconds'],
  ])('%s was probably counted in %s', (raw, unit) => {
    expect(readTime(raw, NOW)).toMatchObject({ state: 'time', unit, moment: { raw, ms: Number(raw) } });
  });

  test.each([
    ['1700000000.5', 'fraction', 1700000000500],
    ['1700000000000.0', 'fraction', 1700000000000],
    ['1.5', 'fraction', undefined],
    ['.', 'fraction', undefined],
    ['1.7e12', 'exponent', 1700000000000],
    ['1e15', 'exponent', undefined],
    ['2025-06-01', 'date', 1748736000000],
    ['2025-06-01T12:00:00Z', 'date', 1748779200000],
    ['2025-13-41', 'date', undefined],
    ['8640000000000001', 'out-of-range', 8640000000000],
    ['1700000000000000000', 'out-of-range', 1700000000000],
    ['9'.repeat(400), 'out-of-range', undefined],
    ['soon', 'not-a-number', undefined],
    ['-1', 'not-a-number', undefined],
    ['+1', 'not-a-number', undefined],
    [' 1', 'not-a-number', undefined],
    ['1 ', 'not-a-number', undefined],
    ['9_999', 'not-a-number', undefined],
    ['0x10', 'not-a-number', undefined],
    ['١٢٣', 'not-a-number', undefined],
    ['1\n', 'not-a-number', undefined],
  ])('%s is not a time: %s', (raw, reason, meantMs) => {
    expect(readTime(raw, NOW)).toEqual({ state: 'not-a-time', reason, ...(meantMs !== undefined && { meantMs }) });
  });

  test('never throws, and offers only times that a date can show', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9.eE+:TZ-]{0,30}$/));
    fc.assert(
      fc.property(texts, (raw) => {
        const reading = readTime(raw, NOW);
        const ms = reading.state === 'time' ? reading.moment.ms : (reading.meantMs ?? 0);
        expect(Number.isInteger(ms)).toBe(true);
        expect(() => new Date(ms).toISOString()).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
