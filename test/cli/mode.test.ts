import { expect, test } from '@jest/globals';
import { modeOf } from '../../src/cli/mode.js';

test.each([
  [['inspect', 'x'], { kind: 'text' }],
  [['inspect', 'x', '--json'], { kind: 'json' }],
  [['inspect', '--ndjson', '-'], { kind: 'json' }],
  [['inspect', '--', '--json'], { kind: 'text' }],
  [['inspect', 'x', '--field', 'effective.userId'], { kind: 'field', path: 'effective.userId' }],
  [['inspect', 'x', '--field=kind'], { kind: 'field', path: 'kind' }],
  [['inspect', 'x', '--field', 'kind', '--json'], { kind: 'json' }],
  [['inspect', 'x', '--field', '--json'], { kind: 'json' }],
])('the mode of %j is %j', (argv, mode) => {
  expect(modeOf(argv)).toEqual(mode);
});
