import { KIND_NAMES } from '../wording/inspect.js';
import { listNumbers } from '../wording/quote.js';
import {
  SIGNATURE_STATES,
  SIGNATURE_TEXT,
  VERDICT_NAMES,
  VERIFY_HEADS,
  VERIFY_LABELS,
  VERIFY_TEXT,
} from '../wording/verify.js';
import { drawLabels, type LabelledLine } from './label-list.js';
import type { Style, View } from './style.js';
import { type Cell, drawTable } from './table.js';
import { sayObjection, type VerifyReport } from './verify.js';
import { suggestAfterVerify } from './verify-next.js';
import { shorten } from './wrap.js';

const LONGEST_CELL = 1000;

/** Renders what `verify` found for a terminal: what was judged, each caveat, the verdict, what the server says, what to do. Loads cli-table3. */
export function renderVerify(report: VerifyReport, view: View): string {
  const { style } = view;
  const next = suggestAfterVerify(report);
  const sections = [
    drawLabels(headLines(report), view),
    report.dialect === null ? '' : drawCaveats(report, view),
    drawLabels(verdictLines(report, style), view),
    drawDialects(report, view),
    drawFixes(report, view),
    drawFindings(report, view),
    next === undefined ? '' : `${style.dim(`${VERIFY_LABELS.next}:`)} ${next}`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function headLines({ kind, dialect, at, key, signature, user }: VerifyReport): LabelledLine[] {
  const token = { label: VERIFY_LABELS.token, text: KIND_NAMES[kind] };
  if (dialect === null) return [token];
  const title = dialect.chosen === 'asked' ? dialect.title : VERIFY_TEXT.likeliest(dialect.title);
  return [
    token,
    { label: VERIFY_LABELS.judgedAs, text: title },
    { label: VERIFY_LABELS.at, text: at.iso.replace('.000Z', 'Z') },
    ...(user?.userId ? [{ label: VERIFY_LABELS.user, text: user.userId }] : []),
    { label: VERIFY_LABELS.key, text: describeKey(key) },
    { label: VERIFY_LABELS.signature, text: describeSignature(signature) },
  ];
}

function describeKey({ state, name, tried }: VerifyReport['key']): string {
  if (name !== null) return VERIFY_TEXT.keyMatch(name);
  return state === 'none-given' ? VERIFY_TEXT.keyNone : VERIFY_TEXT.keyNoMatch(tried);
}

function describeSignature(signature: VerifyReport['signature']): string {
  switch (signature.state) {
    case 'unsigned':
      return SIGNATURE_TEXT.unsigned(listNumbers(signature.caveats));
    case 'truncated':
      return SIGNATURE_TEXT.truncated(signature.bytes);
    default:
      return SIGNATURE_STATES[signature.state];
  }
}

function drawCaveats({ caveats }: VerifyReport, view: View): string {
  if (caveats.length === 0) return VERIFY_TEXT.noCaveats;
  const rows = caveats.map(({ index, text, state, code, reason }): Cell[] => {
    const paint = state === 'met' || code === 'unsigned-unnoticed' ? view.style.green : view.style.red;
    return [
      { text: String(index) },
      { text: shorten(text, LONGEST_CELL) },
      { text: state, paint },
      { text: shorten(reason, LONGEST_CELL) },
    ];
  });
  return drawTable(VERIFY_HEADS.caveats, rows, view);
}

function verdictLines(report: VerifyReport, style: Style): LabelledLine[] {
  const { verdict, ground, reason, answer, misleading, asGiven } = report;
  const paint =
    verdict === 'accepted' && ground === null ? style.green : verdict === 'refused' ? style.red : style.yellow;
  return [
    { label: VERIFY_LABELS.verdict, text: `${VERDICT_NAMES[verdict]}. ${reason}`, paint },
    ...(answer === null ? [] : answerLines(answer)),
    ...(misleading === null ? [] : [{ label: VERIFY_LABELS.but, text: misleading, paint: style.yellow }]),
    ...(asGiven === null ? [] : [{ label: VERIFY_LABELS.asGiven, text: describeAsGiven(asGiven, report) }]),
  ];
}

function answerLines(answer: NonNullable<VerifyReport['answer']>): LabelledLine[] {
  return [
    { label: VERIFY_LABELS.answer, text: describeAnswer(answer) },
    ...(answer.log === null ? [] : [{ label: VERIFY_LABELS.log, text: answer.log }]),
  ];
}

function describeAnswer({ status, errcode, error }: NonNullable<VerifyReport['answer']>): string {
  return errcode === null ? VERIFY_TEXT.accepts(status) : VERIFY_TEXT.refuses(status, errcode, error ?? '');
}

function describeAsGiven(asGiven: NonNullable<VerifyReport['asGiven']>, { verdict, reason }: VerifyReport): string {
  if (asGiven.verdict === verdict && asGiven.reason === reason) return VERIFY_TEXT.asGivenSame;
  return `${VERDICT_NAMES[asGiven.verdict]}. ${asGiven.reason}`;
}

function drawDialects({ dialects }: VerifyReport, view: View): string {
  if (dialects.length === 0) return '';
  const rows = dialects.map(({ id, verdict, status, reason }): Cell[] => [
    { text: id },
    { text: VERDICT_NAMES[verdict], paint: verdict === 'accepted' ? view.style.green : (text) => text },
    { text: status === null ? '' : String(status) },
    { text: reason },
  ]);
  return drawTable(VERIFY_HEADS.dialects, rows, view);
}

/** What to do about each thing that speaks against the token. The first one's reason stands in the verdict already. */
function drawFixes({ objections, key }: VerifyReport, view: View): string {
  const lines = objections.flatMap((objection, position): LabelledLine[] => [
    ...(position === 0 ? [] : [{ label: '-', text: sayObjection(objection) }]),
    ...(objection.fix === undefined ? [] : [{ label: '-', text: objection.fix }]),
  ]);
  if (key.mistake !== null) {
    const { message, fix } = key.mistake;
    lines.push({ label: '-', text: message }, { label: '-', text: fix });
  }
  return lines.length === 0 ? '' : `${view.style.bold(VERIFY_LABELS.fixes)}\n${drawLabels(lines, view)}`;
}

function drawFindings({ findings }: VerifyReport, view: View): string {
  if (findings.length === 0) return '';
  const lines = findings.flatMap(({ severity, message, fix }) => [
    { label: severity, text: message },
    ...(fix === undefined ? [] : [{ label: '', text: fix, paint: view.style.dim }]),
  ]);
  return `${view.style.bold(VERIFY_LABELS.findings)}\n${drawLabels(lines, view)}`;
}
