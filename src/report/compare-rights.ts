import { INSPECT_LABELS, INSPECT_TEXT, STATE_NAMES } from '../wording/inspect.js';
import type { EffectiveReport } from './inspect.js';
import { describeType, describeUser, describeWindow } from './rights-text.js';
import type { View } from './style.js';
import { type Cell, drawTable } from './table.js';

/** One thing said of two tokens. */
export interface Compared {
  readonly label: string;
  readonly a: string;
  readonly b: string;
}

/** Says of two macaroons, side by side, whose each is, what for, until when, and how it stands. */
export function compareRights(a: EffectiveReport, b: EffectiveReport): Compared[] {
  const row = (label: string, tell: (rights: EffectiveReport) => string) => ({ label, a: tell(a), b: tell(b) });
  return [
    row(INSPECT_LABELS.user, (rights) => describeUser(rights) ?? INSPECT_TEXT.anyone),
    row(INSPECT_LABELS.allows, describeType),
    row(INSPECT_LABELS.valid, (rights) => describeWindow(rights, INSPECT_TEXT.always)),
    row(INSPECT_LABELS.state, ({ state }) => STATE_NAMES[state]),
  ];
}

/** Draws what was compared in three columns. Loads cli-table3: import this module lazily. */
export function drawComparison(head: readonly string[], rows: readonly Compared[], view: View): string {
  const cells = rows.map(({ label, a, b }): Cell[] => [
    { text: label, paint: view.style.dim },
    { text: a },
    { text: b },
  ]);
  return drawTable(head, cells, view);
}
