import type { Finding } from '../caveat/finding.js';
import { lintCaveats } from '../caveat/lint.js';
import type { ReadCaveat } from '../caveat/read.js';
import type { Anomaly } from '../macaroon/reading.js';
import type { SignatureState } from '../macaroon/verify.js';
import type { ExtractedToken } from '../token/extract.js';
import type { TokenNote } from '../token/note.js';
import type { RecognisedToken } from '../token/recognise.js';
import { ANOMALIES, type AnomalyCode, wordAnomaly } from '../wording/anomalies.js';
import type { FindingCode } from '../wording/findings.js';
import { SIGNATURE_FINDINGS, type SignatureFindingCode } from '../wording/inspect.js';
import { TOKEN_NOTES, type TokenNoteCode, type TokenNoteWording } from '../wording/token-notes.js';

/** One finding in the JSON of `inspect`: of the text around the token, its form, its bytes, its signature or its caveats. */
export interface ReportedFinding {
  readonly code: TokenNoteCode | AnomalyCode | SignatureFindingCode | FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** From 1. */
  readonly caveat?: number;
  readonly byte?: number;
  /** What `byte` counts in: the token's text, the bytes that the text encodes, or the caveat's own bytes. */
  readonly in?: 'text' | 'decoded' | 'caveat';
  readonly message: string;
  readonly fix?: string;
}

/** Gathers everything wrong or worth knowing about a token: what surrounds it first, then its form, its signature and its caveats. */
export function collectFindings(
  extracted: ExtractedToken,
  token: RecognisedToken,
  caveats: readonly ReadCaveat[],
  signature: SignatureState | undefined,
  now: number,
): ReportedFinding[] {
  return [...findingsOfForm(extracted, token), ...fromSignature(signature), ...lintCaveats(caveats, now).map(fromLint)];
}

/** What is wrong or worth knowing about a token's form: what surrounds it, its kind, its bytes. Nothing of its signature or caveats. */
export function findingsOfForm(extracted: ExtractedToken, token: RecognisedToken): ReportedFinding[] {
  const anomalies = token.kind === 'macaroon' ? token.reading.anomalies : [];
  return [...extracted.notes.map(fromNote), ...token.notes.map(fromNote), ...anomalies.map(fromAnomaly)];
}

/** Whether a finding puts in doubt what the whole token says, rather than one caveat of it: damage, or a signature that fails. */
export function raisesDoubt({ severity, caveat, code }: ReportedFinding): boolean {
  const concernsAll = caveat === undefined || code === 'caveats-unsigned' || Object.hasOwn(ANOMALIES, code);
  return severity === 'error' && concernsAll;
}

function fromNote({ code, byte }: TokenNote): ReportedFinding {
  const { severity, message, fix }: TokenNoteWording = TOKEN_NOTES[code];
  const place = byte === undefined ? undefined : ({ byte, in: 'text' } as const);
  return {
    code,
    severity,
    ...place,
    message: byte === undefined ? message : `${message} (byte ${byte})`,
    ...(fix && { fix }),
  };
}

function fromAnomaly(anomaly: Anomaly): ReportedFinding {
  const { code, byte, in: within, caveat } = anomaly;
  return { code, byte, in: within, ...(caveat !== undefined && { caveat }), ...wordAnomaly(anomaly) };
}

function fromLint({ code, severity, caveat, byte, message, fix }: Finding): ReportedFinding {
  return {
    code,
    severity,
    ...(caveat !== undefined && { caveat }),
    ...(byte !== undefined && { byte, in: 'caveat' }),
    message,
    ...(fix !== undefined && { fix }),
  };
}

function fromSignature(signature: SignatureState | undefined): ReportedFinding[] {
  switch (signature?.state) {
    case 'mismatch':
      return [{ code: 'signature-mismatch', ...SIGNATURE_FINDINGS['signature-mismatch'] }];
    case 'truncated':
      return [{ code: 'signature-truncated', ...SIGNATURE_FINDINGS['signature-truncated'] }];
    case 'unsigned':
      return [{ code: 'caveats-unsigned', caveat: signature.from, ...SIGNATURE_FINDINGS['caveats-unsigned'] }];
    default:
      return [];
  }
}
