import type { Moment } from '../caveat/time.js';
import { TIME_LINE } from '../wording/time-line.js';
import { formatRelative } from './relative-time.js';
import type { View } from './style.js';

const WIDEST = 72;
/** How much of the line lies outside of what it is about, at each end. */
const MARGIN = 0.1;

/** When something is valid; null where nothing limits it. */
export interface Validity {
  readonly notBefore: Moment | null;
  readonly expires: Moment | null;
}

/**
 * Draws when a token is valid, to scale, with now in it, for a terminal: two lines, without a line end. Empty where nothing limits it.
 * The times are those of the moments, seconds from the clock they were read by.
 */
export function drawTimeLine({ notBefore, expires }: Validity, { style, width }: View): string {
  const start = notBefore?.relativeSeconds;
  const end = expires?.relativeSeconds;
  if (start === undefined && end === undefined) return '';
  const known = [start, 0, end].filter((seconds) => seconds !== undefined);
  const span = Math.max(Math.max(...known) - Math.min(...known), 1);
  const left = Math.min(...known) - span * MARGIN;
  const columns = Math.min(width - 2, WIDEST);
  const columnOf = (seconds: number) => Math.round(((seconds - left) / (span * (1 + 2 * MARGIN))) * (columns - 1));
  const from = start === undefined ? 0 : columnOf(start);
  const to = end === undefined ? columns - 1 : columnOf(end);
  const now = columnOf(0);
  const cells = Array.from({ length: columns }, (_, column) => {
    if (column === now) return style.bold(TIME_LINE.now);
    const valid = column >= from && column <= to;
    return valid
      ? style.green(edge(column, start === undefined ? -1 : from, end === undefined ? -1 : to))
      : style.dim(TIME_LINE.outside);
  });
  return `${cells.join('')}\n${style.dim(legend(notBefore, expires))}`;
}

function edge(column: number, from: number, to: number): string {
  if (column === from) return TIME_LINE.begin;
  return column === to ? TIME_LINE.end : TIME_LINE.inside;
}

function legend(notBefore: Moment | null, expires: Moment | null): string {
  return [
    ...(notBefore === null ? [] : [TIME_LINE.from(formatRelative(notBefore.relativeSeconds))]),
    TIME_LINE.legend,
    ...(expires === null ? [] : [TIME_LINE.until(formatRelative(expires.relativeSeconds))]),
  ].join('   ');
}
