import Table from 'cli-table3';
import type { View } from './style.js';
import { columnsOf, wrapText } from './wrap.js';

/** A cell's text, escaped already, and how it is set off. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const NARROWEST_COLUMN = 8;
/** The columns of a frame and of the blanks within: one at the left, three with each cell. */
const FRAME = 1;
const FRAME_PER_COLUMN = 3;

/**
 * Draws a table that fits the view. Columns are as wide as their longest cells where there is room, else the widest give way first
 * and their cells are wrapped: nothing is cut off. Loads cli-table3 (12 ms): import this module lazily.
 */
export function drawTable(
  head: readonly string[],
  rows: ReadonlyArray<readonly Cell[]>,
  { style, width }: View,
): string {
  const all = [head.map((text): Cell => ({ text, paint: style.bold })), ...rows];
  const natural = head.map((_, at) => Math.max(...all.map((row) => columnsOf(row[at]?.text ?? ''))));
  const widths = fitColumns(natural, width - FRAME - FRAME_PER_COLUMN * head.length);
  const [headCells = [], ...bodyCells] = all.map((row) => row.map((cell, at) => drawCell(cell, widths[at] ?? 0)));
  const table = new Table({
    head: headCells,
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  table.push(...bodyCells);
  return table.toString();
}

function drawCell({ text, paint = (line) => line }: Cell, width: number): string {
  return wrapText(text, width).map(paint).join('\n');
}

/** Narrows the widest columns, a column at a time, until all fit into `room`, but none below a width that can be read. */
function fitColumns(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST_COLUMN) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}
