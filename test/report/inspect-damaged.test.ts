import { describe, expect, test } from '@jest/globals';
import { findEdgeCase } from '../support/edge-cases.js';
import { inspect, show } from '../support/inspect.js';

describe('where caveats may be hidden, nothing is said to be unlimited', () => {
  const report = inspect(findEdgeCase('V07').input);

  test('in JSON', () => {
    expect(report.macaroon?.caveats).toEqual([]);
    expect(report.effective?.state).toBe('undetermined');
    expect(report.findings.map(({ code, severity }) => [code, severity])).toContainEqual(['caveats-unread', 'error']);
  });

  test('in text', () => {
    const text = show(report);
    expect(text).toContain('State        in doubt: see the findings\n');
    expect(text).toContain('\nNo caveat could be read, which does not mean that it has none: see the findings.\n');
    expect(text).not.toContain('nothing limits it');
  });
});

test('a macaroon that has no caveats is said to be unlimited', () => {
  const report = inspect(findEdgeCase('P27').input);
  expect(report.effective?.state).toBe('live');
  expect(show(report)).toContain('It has no caveats: nothing limits it.');
});
