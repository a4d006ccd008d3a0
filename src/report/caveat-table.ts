import { INSPECT_HEADS, INSPECT_TEXT } from '../wording/inspect.js';
import type { CaveatReport } from './inspect-macaroon.js';
import { formatRelative } from './relative-time.js';
import type { View } from './style.js';
import { type Cell, drawTable } from './table.js';
import { shorten } from './wrap.js';

const LONGEST_CELL = 1000;

/** What of a caveat is drawn. */
export type DrawnCaveat = Pick<CaveatReport, 'index' | 'text' | 'meaning' | 'time' | 'location'>;

/** Draws caveats with their numbers and meanings. Loads cli-table3: import this module lazily. */
export function drawCaveatTable(
  caveats: readonly DrawnCaveat[],
  view: View,
  paintOf: (caveat: DrawnCaveat) => (text: string) => string = () => (text) => text,
): string {
  const rows = caveats.map((caveat): Cell[] => [
    { text: String(caveat.index) },
    { text: shorten(showCaveat(caveat), LONGEST_CELL), paint: paintOf(caveat) },
    { text: shorten(explain(caveat), LONGEST_CELL) },
  ]);
  return drawTable(INSPECT_HEADS.caveats, rows, view);
}

function showCaveat({ text, location }: DrawnCaveat): string {
  return location === undefined ? text : `${text} (${INSPECT_TEXT.thirdParty(location)})`;
}

function explain({ meaning, time }: DrawnCaveat): string {
  return time === undefined ? meaning : `${meaning} (${formatRelative(time.relativeSeconds)})`;
}
