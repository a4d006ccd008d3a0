import { INSPECT_TEXT } from '../wording/inspect.js';
import { OUTCOMES } from '../wording/readers.js';
import { WIRE_HEADS, WIRE_TEXT } from '../wording/wire.js';
import type { PlacedAnomaly, ReaderReport, WireFieldReport, WireReport } from './inspect-wire.js';
import type { Style, View } from './style.js';
import { type Cell, drawTable } from './table.js';
import { shorten, wrapText } from './wrap.js';

const HEX_PER_LINE = 24;
const MOST_LINES = 6;
const LONGEST_SHOWN = 300;

/** Draws what `inspect --wire` adds: each field with its bytes, its anomalies under it, and what every reader would do. */
export function renderWire(wire: WireReport, view: View): string {
  return [drawFields(wire, view), drawReaders(wire.readers, view)].filter((section) => section !== '').join('\n\n');
}

function drawFields({ length, fields, text }: WireReport, view: View): string {
  if (fields.length === 0) return '';
  const { style } = view;
  const digits = Math.max(String(length).length, 'offset'.length);
  const head = style.bold(`${WIRE_TEXT.title(length)}\n${' '.repeat(2)}${WIRE_TEXT.columns(digits)}`);
  const above = text.map((anomaly) => drawAnomaly(anomaly, WIRE_TEXT.inText, view));
  return [head, ...above, ...fields.map((field) => drawField(field, digits, view))].join('\n');
}

function drawField(field: WireFieldReport, digits: number, view: View): string {
  const { style, width } = view;
  const { name, caveat, offset, length, anomalies } = field;
  const label = `${name}${caveat === null ? '' : ` (${INSPECT_TEXT.caveat(caveat)})`}`;
  const place = `${String(offset).padStart(digits)}  ${String(length).padStart(digits)}  `;
  const indent = ' '.repeat(2 + place.length);
  const lines = chunk(shorten(showValue(field), LONGEST_SHOWN), Math.max(width - indent.length - 2, 20));
  return [
    `  ${style.dim(place)}${anomalies.length > 0 ? style.red(label) : style.cyan(label)}`,
    ...lines.map((line) => `${indent}  ${line}`),
    ...hexLines(field.hex).map((line) => `${indent}  ${style.dim(line)}`),
    ...anomalies.map((anomaly) => drawAnomaly(anomaly, indent, view)),
  ].join('\n');
}

/** Breaks a text into lines without losing a blank, which may be what is odd about it. */
function chunk(text: string, columns: number): string[] {
  return text.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [''];
}

function showValue({ hidden, shown }: WireFieldReport): string {
  return hidden === null ? (shown ?? '') : WIRE_TEXT.hidden[hidden];
}

function hexLines(hex: string | null): string[] {
  const pairs = hex?.match(/../g) ?? [];
  const lines = Array.from({ length: Math.ceil(pairs.length / HEX_PER_LINE) }, (_, at) =>
    pairs.slice(at * HEX_PER_LINE, (at + 1) * HEX_PER_LINE).join(' '),
  );
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), WIRE_TEXT.moreBytes(pairs.length - MOST_LINES * HEX_PER_LINE)];
}

function drawAnomaly({ code, byte, message }: PlacedAnomaly, lead: string, { style, width }: View): string {
  const indent = lead === WIRE_TEXT.inText ? '  ' : `${lead}  `;
  const [first = '', ...rest] = wrapText(`^ ${byte} ${code}: ${message}`, Math.max(width - indent.length, 20));
  return [first, ...rest.map((line) => `  ${line}`)].map((line) => indent + style.red(line)).join('\n');
}

function drawReaders(readers: readonly ReaderReport[], view: View): string {
  const rows = readers.map((reader): Cell[] => [
    { text: reader.name },
    { text: outcomeOf(reader), paint: paintOf(reader, view.style) },
    { text: [...reader.reasons.map(({ message }) => message), ...aside(reader)].join('; ') },
  ]);
  return `${drawTable(WIRE_HEADS, rows, view)}\n${view.style.dim(WIRE_TEXT.supposition)}`;
}

function outcomeOf({ outcome, verifies, reasons }: Pick<ReaderReport, 'outcome' | 'verifies' | 'reasons'>): string {
  if (outcome !== 'accepts') return OUTCOMES[outcome];
  if (verifies === true) return OUTCOMES.verifies;
  return reasons.every(({ code }) => code === 'needs-discharge') ? OUTCOMES.undischarged : OUTCOMES.mismatch;
}

function aside({ given, outcome, verifies, surrounded }: ReaderReport): string[] {
  const bytes = given === 'bytes' ? [WIRE_TEXT.givenBytes] : [];
  if (surrounded === null || (surrounded.outcome === outcome && surrounded.verifies === verifies)) return bytes;
  return [
    ...bytes,
    WIRE_TEXT.surrounded(outcomeOf({ ...surrounded, reasons: [{ code: 'key-mismatch', message: '' }] })),
  ];
}

function paintOf({ outcome, verifies }: ReaderReport, { green, yellow, red }: Style): (text: string) => string {
  if (outcome === 'accepts') return verifies === true ? green : yellow;
  return red;
}
