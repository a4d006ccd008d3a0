import Table from 'cli-table3';

const SIDES = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const INSIDES = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const NO_FRAME = Object.fromEntries([...SIDES, ...INSIDES].map((name) => [name, '']));

/**
 * Draws a table without a frame, for many short rows: one line for the head and one per row, never wrapped or cut.
 * Cells are escaped already and hold no line end. Loads cli-table3 (12 ms): import this module lazily.
 */
export function drawPlainTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): readonly string[] {
  const table = new Table({
    head: [...head],
    chars: { ...NO_FRAME, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
