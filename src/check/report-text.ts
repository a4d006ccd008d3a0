import type { Style, View } from '../report/style.js';
import { CHECK_TEXT, OUTCOMES, VERDICTS } from '../wording/check.js';
import { PROBE_WORDINGS } from '../wording/check-probes.js';
import type { AnswerNote } from './note.js';
import type { CheckJson, ProbeJson } from './report-json.js';
import type { Verdict } from './verdict.js';

/** More probes than these that were skipped for one reason are one line. */
const MOST_SKIPPED_SHOWN = 3;

/**
 * The text report of a check: one line per probe, with the reason below those that did not pass; then what was sent, the
 * verdict, and the next command. Warnings are not in it: they go to stderr.
 */
export async function renderCheck(report: CheckJson, { style }: View): Promise<string> {
  const folded = foldSkipped(report.probes);
  const shown = report.probes.filter(({ outcome, reason }) => outcome !== 'skipped' || !folded.has(reason));
  const foldedLines = [...folded].map(([reason, count]) => CHECK_TEXT.skipped(count, reason));
  return [...(await renderProbes(shown, style)), ...foldedLines, '', ...renderSummary(report, style)].join('\n');
}

async function renderProbes(probes: readonly ProbeJson[], style: Style): Promise<readonly string[]> {
  const { drawPlainTable } = await import('../report/plain-table.js');
  const rows = probes.map((probe) => [
    labelOf(probe, style),
    PROBE_WORDINGS[probe.id].title,
    describeAnswer(probe.answer),
  ]);
  const [head = '', ...lines] = drawPlainTable(CHECK_TEXT.columns.map(style.dim), rows);
  return [head, ...probes.flatMap((probe, at) => [lines[at] ?? '', ...explain(probe)])];
}

/** The line below a probe that did not pass. */
function explain({ outcome, id, reason }: ProbeJson): readonly string[] {
  return outcome === 'pass' ? [] : [CHECK_TEXT.because(id, reason)];
}

function labelOf({ outcome, expectation }: ProbeJson, style: Style): string {
  switch (outcome) {
    case 'pass':
      return expectation === 'information' ? style.cyan(OUTCOMES.information) : style.green(OUTCOMES.pass);
    case 'fail':
      return style.red(OUTCOMES.fail);
    case 'inconclusive':
      return style.yellow(OUTCOMES.inconclusive);
    case 'skipped':
      return style.dim(OUTCOMES.skipped);
  }
}

function describeAnswer(answer: AnswerNote | null): string {
  if (answer === null) return CHECK_TEXT.noAnswer;
  return answer.errcode === undefined ? String(answer.status) : `${answer.status} ${answer.errcode}`;
}

/** The reasons for which many probes were skipped, and how many. */
function foldSkipped(probes: readonly ProbeJson[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of probes) {
    if (outcome === 'skipped') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > MOST_SKIPPED_SHOWN));
}

function renderSummary(report: CheckJson, style: Style): readonly string[] {
  const sent = CHECK_TEXT.sent(report.requests, report.server, report.dialect);
  const left = report.leftBehind.map((what) => CHECK_TEXT.leftBehind(what));
  const verdict = style.bold(paintVerdict(report.verdict, style)(VERDICTS[report.verdict]));
  const causes = report.causes.map(({ what, fix }) => CHECK_TEXT.cause(what, fix));
  const next = CHECK_TEXT.next[report.verdict];
  return [
    style.dim(sent),
    ...left,
    CHECK_TEXT.verdict(verdict),
    report.reason,
    ...causes,
    ...(next === '' ? [] : ['', next]),
  ];
}

function paintVerdict(verdict: Verdict, { green, red, yellow }: Style): (text: string) => string {
  if (verdict === 'enforced') return green;
  return verdict === 'violated' ? red : yellow;
}
