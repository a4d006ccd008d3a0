import { INSPECT_HEADS, INSPECT_LABELS, INSPECT_TEXT } from '../wording/inspect.js';
import { drawCaveatTable } from './caveat-table.js';
import type { InspectReport } from './inspect.js';
import type { DischargeReport } from './inspect-discharges.js';
import { type ReportedFinding, raisesDoubt } from './inspect-findings.js';
import type { ClaimReport, JwtReport } from './inspect-jwt.js';
import type { MacaroonReport } from './inspect-macaroon.js';
import { macaroonLines, summarise } from './inspect-summary.js';
import { renderWire } from './inspect-wire-text.js';
import { drawLabels } from './label-list.js';
import { suggestNext } from './next-command.js';
import { formatMoment } from './relative-time.js';
import type { Style, View } from './style.js';
import { type Cell, drawTable } from './table.js';
import { drawTimeLine } from './time-line.js';
import { shorten } from './wrap.js';

const LONGEST_CELL = 1000;

/** Renders what `inspect` found for a terminal: a summary, the caveats or claims, the findings, the next command. Loads cli-table3. */
export function renderInspect(report: InspectReport, view: View): string {
  const next = suggestNext(report);
  const sections = [
    drawLabels(summarise(report, view.style), view),
    view.terminal === true && report.effective !== null ? drawTimeLine(report.effective, view) : '',
    report.macaroon === null ? '' : drawCaveats(report.macaroon, report.findings, view),
    ...(report.discharges ?? []).map((discharge, at) => drawDischarge(discharge, at + 1, view)),
    report.jwt === null ? '' : drawClaims(report.jwt, view),
    drawFindings(report.findings, view),
    report.wire === undefined ? '' : renderWire(report.wire, view),
    next === undefined ? '' : `${view.style.dim(`${INSPECT_LABELS.next}:`)} ${next}`,
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function drawCaveats({ caveats }: MacaroonReport, findings: readonly ReportedFinding[], view: View): string {
  if (caveats.length === 0) return findings.some(raisesDoubt) ? INSPECT_TEXT.noCaveatRead : INSPECT_TEXT.noCaveats;
  return drawCaveatTable(caveats, view, ({ index }) => {
    const severities = findings.filter((finding) => finding.caveat === index).map(({ severity }) => severity);
    if (severities.includes('error')) return view.style.red;
    return severities.includes('warning') ? view.style.yellow : plain;
  });
}

function drawDischarge({ macaroon }: DischargeReport, number: number, view: View): string {
  const head = view.style.bold(INSPECT_TEXT.discharge(number));
  if (macaroon === null) return `${head}\n${INSPECT_TEXT.unreadable}`;
  return `${head}\n${drawLabels(macaroonLines(macaroon, view.style), view)}\n${drawCaveats(macaroon, [], view)}`;
}

function plain(text: string): string {
  return text;
}

function drawClaims({ header, claims }: JwtReport, view: View): string {
  const row =
    (part: string) =>
    (claim: ClaimReport): Cell[] => [
      { text: part, paint: view.style.dim },
      { text: shorten(claim.name, LONGEST_CELL) },
      { text: shorten(showClaim(claim), LONGEST_CELL) },
    ];
  const rows = [...header.map(row(INSPECT_HEADS.header)), ...claims.map(row(INSPECT_HEADS.payload))];
  return drawTable(INSPECT_HEADS.claims, rows, view);
}

function showClaim({ value, time }: ClaimReport): string {
  return time === undefined ? value : `${value}: ${formatMoment(time)}`;
}

function drawFindings(findings: readonly ReportedFinding[], view: View): string {
  if (findings.length === 0) return '';
  const { style } = view;
  const lines = findings.flatMap(({ severity, caveat, message, fix }) => {
    const place = caveat === undefined ? '' : `${INSPECT_TEXT.caveat(caveat)}: `;
    return [
      { label: severity, text: place + message, paint: paintOf(severity, style) },
      ...(fix === undefined ? [] : [{ label: '', text: fix, paint: style.dim }]),
    ];
  });
  return `${style.bold(INSPECT_LABELS.findings)}\n${drawLabels(lines, view)}`;
}

function paintOf(severity: ReportedFinding['severity'], style: Style): (text: string) => string {
  if (severity === 'info') return plain;
  return severity === 'error' ? style.red : style.yellow;
}
