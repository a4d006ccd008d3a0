import type { View } from './style.js';
import { shorten, wrapText } from './wrap.js';

/** A label and what stands after it, escaped already. */
export interface LabelledLine {
  readonly label: string;
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = 2;
const LONGEST_VALUE = 500;
const NARROWEST_VALUE = 20;

/** Draws labels and values in two columns; a long value is wrapped and goes on below itself. */
export function drawLabels(lines: readonly LabelledLine[], { style, width }: View): string {
  const indent = Math.max(...lines.map(({ label }) => label.length)) + GAP;
  const room = Math.max(width - indent, NARROWEST_VALUE);
  return lines
    .map(({ label, text, paint = (line) => line }) => {
      const [first = '', ...rest] = wrapText(shorten(text, LONGEST_VALUE), room).map(paint);
      return [style.dim(label.padEnd(indent)) + first, ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
    })
    .join('\n');
}
