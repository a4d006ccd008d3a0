import { ATTENUATE } from '../wording/attenuate.js';
import type { AttenuateReport } from './attenuate.js';
import { drawCaveatTable } from './caveat-table.js';
import { compareRights, drawComparison } from './compare-rights.js';
import type { View } from './style.js';

/** Renders what narrowing would change, for a terminal: the caveats to add, the rights before and after. Shows no token. Loads cli-table3. */
export function renderDryRun({ added, before, effective }: AttenuateReport, view: View): string {
  const { bold } = view.style;
  return [
    `${bold(ATTENUATE.added)}\n${drawCaveatTable(added, view)}`,
    `${bold(ATTENUATE.rights)}\n${drawComparison(ATTENUATE.sides, compareRights(before, effective), view)}`,
  ].join('\n\n');
}
