import type { Style, View } from '../report/style.js';
import { CHECK_TEXT, OUTCOMES, VERDICTS } from '../wording/check.js';
import { PROBE_WORDINGS } from '../wording/check-probes.js';
import type { AnswerNote } from './note.js';
import type { CheckJson, ProbeJson } from './report-json.js';
import type { Outcome } from './result.js';
import type { Verdict } from './verdict.js';

/** More skipped probes than these, for one reason, are one line. */
const MOST_SKIPPED_SHOWN = 3;

/**
 * The text report: one line per probe, with the reason below those that did not pass, then what was sent, and the
 * verdict last. Warnings are not in it: they go to stderr.
 */
export async function renderCheck(report: CheckJson, { style }: View): Promise<string> {
  const shown = report.probes.filter((probe) => !isFolded(probe, report.probes));
  const table = await renderTable(shown, style);
  const folded = countFolded(report.probes).map(([reason, count]) => CHECK_TEXT.skipped(count, reason));
  return [table, ...folded, '', ...renderSummary(report, style)].join('\n');
}

function renderSummary(report: CheckJson, style: Style): readonly string[] {
  const verdict = style.bold(VERDICT_PAINT[report.verdict](style)(VERDICTS[report.verdict]));
  const about = [CHECK_TEXT.requests(report.requests, report.server), CHECK_TEXT.dialect(report.dialect)].join(' ');
  const left = report.leftBehind.map((what) => CHECK_TEXT.leftBehind(what));
  const next = CHECK_TEXT.next[report.verdict];
  return [style.dim(about), ...left, `${CHECK_TEXT.verdict} ${verdict}`, report.reason, ...(next === '' ? [] : [next])];
}

async function renderTable(probes: readonly ProbeJson[], style: Style): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    chars: PLAIN_BORDERS,
    head: CHECK_TEXT.columns.map((column) => style.dim(column)),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const probe of probes) {
    table.push([
      OUTCOME_PAINT[probe.outcome](style)(OUTCOMES[probe.outcome]),
      probe.id,
      PROBE_WORDINGS[probe.id].title,
      describeAnswer(probe.answer),
      describeReason(probe, style),
    ]);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function describeAnswer(answer: AnswerNote | null): string {
  if (answer === null) return CHECK_TEXT.noAnswer;
  return [String(answer.status), answer.errcode ?? ''].join(' ').trimEnd();
}

function describeReason({ outcome, reason }: ProbeJson, style: Style): string {
  return outcome === 'pass' ? style.dim(reason) : reason;
}

function isFolded(probe: ProbeJson, probes: readonly ProbeJson[]): boolean {
  return countFolded(probes).some(([reason]) => probe.outcome === 'skipped' && reason === probe.reason);
}

/** The reasons for which many probes were skipped, and how many. */
function countFolded(probes: readonly ProbeJson[]): ReadonlyArray<readonly [string, number]> {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of probes) {
    if (outcome === 'skipped') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > MOST_SKIPPED_SHOWN);
}

type Pick = (style: Style) => (text: string) => string;

const OUTCOME_PAINT: Readonly<Record<Outcome, Pick>> = {
  pass: (style) => style.green,
  fail: (style) => style.red,
  inconclusive: (style) => style.yellow,
  skipped: (style) => style.dim,
};

const VERDICT_PAINT: Readonly<Record<Verdict, Pick>> = {
  enforced: (style) => style.green,
  violated: (style) => style.red,
  'not-applicable': (style) => style.yellow,
  inconclusive: (style) => style.yellow,
};

const BORDERS = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const INNER_BORDERS = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const PLAIN_BORDERS = { ...Object.fromEntries([...BORDERS, ...INNER_BORDERS].map((name) => [name, ''])), middle: '  ' };
