import type { JsonReport, Report } from '../cli/outcome.js';
import { escapeText } from '../encoding/escape.js';
import type { RedactedKind } from '../redact/label.js';
import { shortFingerprint } from '../redact/redact.js';
import type { FoundToken } from '../redact/scanner.js';
import { EXIT } from '../wording/exit-codes.js';
import { REDACT_TEXT } from '../wording/redact.js';

/** One token of `redact --list --ndjson`. Nothing of the token but its fingerprint. */
export interface TokenPlace {
  readonly schema: 'matrix-token.redact-token/1';
  /** Null for standard input. */
  readonly file: string | null;
  readonly line: number;
  /** Bytes since the beginning of the line, counted from 1. */
  readonly column: number;
  /** Bytes before it. */
  readonly byte: number;
  /** Bytes as it stands there. */
  readonly length: number;
  readonly kind: RedactedKind;
  readonly fingerprint: string;
}

interface RedactReport extends JsonReport {
  readonly total: number;
  readonly kinds: readonly KindCount[];
  readonly tokens: readonly TokenPlace[];
}

export interface KindCount {
  readonly kind: RedactedKind;
  readonly count: number;
}

/** What is reported of a token that was found. */
export function placeOf({ kind, fingerprint, at, length }: FoundToken, file: string | null): TokenPlace {
  const { line, column, byte } = at;
  const name = file === null ? null : escapeText(file);
  return { schema: 'matrix-token.redact-token/1', file: name, line, column, byte, length, kind, fingerprint };
}

/** One line of `redact --list`, with the file where there are several. */
export function listPlace({ file, line, column, kind, fingerprint }: TokenPlace, showFile: boolean): string {
  const place = `${line}:${column}`;
  return `${showFile ? `${file ?? '-'}:${place}` : place}  ${kind}  ${shortFingerprint(fingerprint)}`;
}

/** How many tokens of each kind, the most frequent first. */
export function listKinds(kinds: readonly KindCount[]): string {
  return kinds.map(({ kind, count }) => REDACT_TEXT.kindCount(kind, count)).join(', ');
}

/** The report of `redact --json`. `tokens` may be fewer than there were. */
export function reportRedact(tokens: readonly TokenPlace[], kinds: readonly KindCount[]): Report {
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const warnings = total > tokens.length ? [REDACT_TEXT.truncated(tokens.length)] : [];
  const json: RedactReport = { schema: 'matrix-token.redact/1', total, kinds, tokens, warnings };
  return { kind: 'report', json, text: () => tokens.map((token) => listPlace(token, true)).join('\n'), exit: EXIT.ok };
}
