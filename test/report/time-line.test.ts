import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Moment, momentAt } from '../../src/caveat/time.js';
import { renderInspect } from '../../src/report/inspect-text.js';
import { createStyle } from '../../src/report/style.js';
import { drawTimeLine } from '../../src/report/time-line.js';
import { NOW } from '../support/fake-io.js';
import { inspect } from '../support/inspect.js';
import { mint } from '../support/mint.js';

const VIEW = { style: createStyle(false), width: 42 };

function at(seconds: number): Moment {
  return momentAt(NOW + seconds * 1000, NOW);
}

test.each([
  [-3600, 3600, '···┣━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━┫···', '┣ start: 1 hour ago   ● now   ┫ end: in 1 hour'],
  [null, 3600, '━━━●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┫···', '● now   ┫ end: in 1 hour'],
  [null, -3600, '━━━┫································●···', '● now   ┫ end: 1 hour ago'],
  [60, null, '···●································┣━━━', '┣ start: in 1 minute   ● now'],
])('from %p until %p', (from, until, line, legend) => {
  const drawn = drawTimeLine(
    { notBefore: from === null ? null : at(from), expires: until === null ? null : at(until) },
    VIEW,
  ).split('\n');
  expect(drawn).toEqual([line, legend]);
});

test('without limits there is nothing to draw', () => {
  expect(drawTimeLine({ notBefore: null, expires: null }, VIEW)).toBe('');
});

test('whatever the times, the line fits and has now in it once', () => {
  const seconds = fc.option(fc.integer({ min: -8e12, max: 8e12 }));
  fc.assert(
    fc.property(seconds, seconds, fc.integer({ min: 40, max: 200 }), (from, until, width) => {
      const validity = { notBefore: from === null ? null : at(from), expires: until === null ? null : at(until) };
      const [line = ''] = drawTimeLine(validity, { ...VIEW, width }).split('\n');
      if (from === null && until === null) return;
      expect([...line].filter((sign) => sign === '●')).toHaveLength(1);
      expect(line.length).toBe(Math.min(width - 2, 72));
    }),
  );
});

test('it is drawn at a terminal only', () => {
  const report = inspect(mint(`time < ${NOW + 60_000}`));
  const view = { style: createStyle(false), width: 100 };
  expect(renderInspect(report, { ...view, terminal: true })).toContain('● now   ┫ end: in 1 minute');
  expect(renderInspect(report, view)).not.toContain('●');
});
