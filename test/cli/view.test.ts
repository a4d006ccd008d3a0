import { expect, test } from '@jest/globals';
import { viewOf, wantsColour } from '../../src/cli/view.js';

const terminal = { isTTY: true, columns: 120, write: () => undefined };
const pipe = { write: () => undefined };

test.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['NO_COLOR on a terminal', terminal, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['FORCE_COLOR in a pipe', pipe, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0 on a terminal', terminal, { FORCE_COLOR: '0' }, false],
  ['NO_COLOR and FORCE_COLOR', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
])('%s: colour %#', (_, sink, env, coloured) => {
  expect(wantsColour(sink, env)).toBe(coloured);
});

test('colour changes nothing but the escapes around a text', () => {
  expect(viewOf(terminal, {}).style.red('no')).toBe('\u001b[31mno\u001b[39m');
  expect(viewOf(pipe, {}).style.red('no')).toBe('no');
});

test('width is that of the terminal, and 100 columns elsewhere', () => {
  expect([viewOf(terminal, {}).width, viewOf(pipe, {}).width]).toEqual([120, 100]);
});
