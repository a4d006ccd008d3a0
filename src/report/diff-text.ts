import { DIFF_TEXT, DIFFERENCE_NAMES } from '../wording/diff.js';
import { ENCODING_NAMES, INSPECT_LABELS, INSPECT_TEXT } from '../wording/inspect.js';
import { drawCaveatTable } from './caveat-table.js';
import { compareRights, drawComparison } from './compare-rights.js';
import { type Difference, type DiffReport, exitOfDiff, type SideReport } from './diff.js';
import type { View } from './style.js';
import { type Cell, drawTable } from './table.js';
import { wrapText } from './wrap.js';

const SHOWN_FINGERPRINT = 'sha256:'.length + 16;

/** Renders what `diff` found for a terminal: the conclusion, what each adds, what is not signed, what each allows. Loads cli-table3. */
export function renderDiff(report: DiffReport, view: View): string {
  const { style, width } = view;
  const paint = exitOfDiff(report) === 0 ? style.green : style.red;
  const sections = [
    wrapText(report.conclusion, width).map(paint).join('\n'),
    ...(['a', 'b'] as const).map((side) => drawAdded(side, report, view)),
    drawDifferences(report.differences, view),
    drawRights(report, view),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function drawAdded(side: 'a' | 'b', report: DiffReport, view: View): string {
  const { adds } = report[side];
  return adds.length === 0 ? '' : `${view.style.bold(DIFF_TEXT.adds(side))}\n${drawCaveatTable(adds, view)}`;
}

function drawDifferences(differences: readonly Difference[], view: View): string {
  if (differences.length === 0) return '';
  const rows = differences.map(({ code, caveat, a, b }): Cell[] => [
    { text: caveat === undefined ? DIFFERENCE_NAMES[code] : `${DIFFERENCE_NAMES[code]} ${caveat}` },
    { text: code === 'text' ? shortFingerprint(a) : showDifference(a) },
    { text: code === 'text' ? shortFingerprint(b) : showDifference(b) },
  ]);
  return `${view.style.bold(DIFF_TEXT.unsigned)}\n${drawTable(DIFF_TEXT.sides, rows, view)}`;
}

function showDifference(value: string): string {
  return value === '' ? INSPECT_TEXT.nothing : value;
}

/** What each allows, and how it is written, where that differs. */
function drawRights({ a, b }: DiffReport, view: View): string {
  const row = (label: string, tell: (side: SideReport) => string) => ({ label, a: tell(a), b: tell(b) });
  const rows = [
    ...compareRights(a.effective, b.effective),
    row(DIFF_TEXT.caveats, ({ caveats }) => String(caveats)),
    row(INSPECT_LABELS.token, ({ format, encoding }) => `${format}, ${ENCODING_NAMES[encoding]}`),
    row(DIFF_TEXT.fingerprint, ({ fingerprint }) => shortFingerprint(fingerprint)),
  ].filter((found) => found.a !== found.b);
  if (rows.length === 0) return '';
  return `${view.style.bold(DIFF_TEXT.rights)}\n${drawComparison(DIFF_TEXT.sides, rows, view)}`;
}

function shortFingerprint(fingerprint: string): string {
  return `${fingerprint.slice(0, SHOWN_FINGERPRINT)}…`;
}
