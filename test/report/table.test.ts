import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { createStyle } from '../../src/report/style.js';
import { drawTable } from '../../src/report/table.js';

const ROWS = [
  [{ text: '1' }, { text: 'user_id = @alice:localhost' }, { text: 'Valid only for @alice:localhost' }],
  [{ text: '2' }, { text: 'x' }, { text: '' }],
];
const HEAD = ['#', 'Caveat', 'Meaning'];

test('columns are as wide as they need to be', () => {
  expect(drawTable(HEAD, ROWS, { style: createStyle(false), width: 100 })).toBe(
    [
      '┌───┬────────────────────────────┬─────────────────────────────────┐',
      '│ # │ Caveat                     │ Meaning                         │',
      '│ 1 │ user_id = @alice:localhost │ Valid only for @alice:localhost │',
      '│ 2 │ x                          │                                 │',
      '└───┴────────────────────────────┴─────────────────────────────────┘',
    ].join('\n'),
  );
});

test('in a narrow terminal, cells are wrapped and nothing is cut off', () => {
  expect(drawTable(HEAD, ROWS, { style: createStyle(false), width: 40 })).toBe(
    [
      '┌───┬─────────────────┬────────────────┐',
      '│ # │ Caveat          │ Meaning        │',
      '│ 1 │ user_id =       │ Valid only for │',
      '│   │ @alice:localhos │ @alice:localho │',
      '│   │ t               │ st             │',
      '│ 2 │ x               │                │',
      '└───┴─────────────────┴────────────────┘',
    ].join('\n'),
  );
});

test('colours take no room', () => {
  const view = { style: createStyle(true), width: 40 };
  const coloured = drawTable(HEAD, [[{ text: '1' }, { text: 'x', paint: view.style.red }, { text: 'y' }]], view);
  const visible = stripVTControlCharacters(coloured).split('\n');
  expect(coloured).toContain('\u001b[31mx\u001b[39m');
  expect(new Set(visible.map(({ length }) => length)).size).toBe(1);
});
