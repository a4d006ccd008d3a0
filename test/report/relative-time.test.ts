import { expect, test } from '@jest/globals';
import { momentAt } from '../../src/caveat/time.js';
import { formatMoment, formatRelative } from '../../src/report/relative-time.js';
import { NOW } from '../support/fake-io.js';

test.each([
  [0, 'now'],
  [1, 'in 1 second'],
  [-59, '59 seconds ago'],
  [60, 'in 1 minute'],
  [3599, 'in 59 minutes 59 seconds'],
  [7199, 'in 1 hour 59 minutes'],
  [-7200, '2 hours ago'],
  [3 * 86_400 + 4 * 3600 + 59, 'in 3 days 4 hours'],
  [365 * 86_400, 'in 1 year'],
  [-(2 * 365 + 49) * 86_400, '2 years 49 days ago'],
  [86_400 + 59, 'in 1 day'],
])('%i seconds: %s', (seconds, text) => {
  expect(formatRelative(seconds)).toBe(text);
});

test('a moment, absolute and relative', () => {
  expect(formatMoment(momentAt(NOW + 90_000, NOW))).toBe('2026-01-02T03:05:35Z (in 1 minute 30 seconds)');
  expect(formatMoment(momentAt(NOW - 500, NOW))).toBe('2026-01-02T03:04:04.500Z (1 second ago)');
});
