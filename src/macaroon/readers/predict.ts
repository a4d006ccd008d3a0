import { MatrixTokenError } from '../../errors.js';
import type { QuirkCode } from '../../wording/readers.js';
import { recoverMacaroon } from '../decode.js';
import type { Anomaly, Reading } from '../reading.js';
import type { SignatureState } from '../verify.js';
import { GO_MACAROON } from './go-macaroon.js';
import { LIBMACAROONS_03, LIBMACAROONS_HEAD } from './libmacaroons.js';
import { MACAROONS_JS } from './macaroons-js.js';
import { NPM_MACAROON } from './npm-macaroon.js';
import { PYMACAROONS } from './pymacaroons.js';
import { type Conduct, type Effect, effectOf, type Reader, type ReaderId } from './reader.js';
import { RUST_MACAROON } from './rust-macaroon.js';

/** Every reader whose conduct is known, the most used with Matrix first. */
export const READERS: readonly Reader[] = [
  PYMACAROONS,
  LIBMACAROONS_03,
  LIBMACAROONS_HEAD,
  GO_MACAROON,
  RUST_MACAROON,
  NPM_MACAROON,
  MACAROONS_JS,
];

/** Why a reader does what it does. */
export type Reason =
  | { readonly kind: 'anomaly'; readonly anomaly: Anomaly }
  | { readonly kind: 'quirk'; readonly code: QuirkCode };

/** What one reader would do with a token. */
export interface Prediction {
  readonly reader: ReaderId;
  /** In what form the reader is handed the token: its text, or the bytes that the text encodes. */
  readonly given: 'text' | 'bytes';
  readonly outcome: 'accepts' | 'rejects' | 'hangs' | 'crashes';
  /**
   * With the issuer's key, no discharges, and every condition met; null where it is not accepted. Supposes that the issuer signed what a
   * whole reading of the token says, the first of what is there twice.
   */
  readonly verifies: boolean | null;
  readonly reasons: readonly Reason[];
}

/**
 * Predicts what widely used readers do with a token's text, from its anomalies and what is known of each reader; runs none of them.
 * Needs no key: a changed caveat or a foreign signature shows only with one. Text that is no macaroon at all, all of them reject.
 */
export function predictText(text: string, signature?: SignatureState): Prediction[] {
  const reading = attempt(() => recoverMacaroon(text));
  if (reading === undefined) return READERS.map((reader) => rejected(reader, 'text', 'not-a-macaroon'));
  return predictReading(reading, text, signature);
}

/**
 * Predicts the same of a macaroon that was read already; `text` is what it was read from, unless that was raw bytes. `signature` is what
 * the issuer's key says of it, where there is one: whoever reads it as it is signed, or not, then comes to the same.
 */
export function predictReading(reading: Reading, text: string | undefined, signature?: SignatureState): Prediction[] {
  return READERS.map((reader) => predict(reader, reading, text, signature));
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof MatrixTokenError) return undefined;
    throw error;
  }
}

function predict(
  reader: Reader,
  reading: Reading,
  text: string | undefined,
  signature: SignatureState | undefined,
): Prediction {
  const carried = reader.formats[reading.format];
  if (carried === undefined) return rejected(reader, 'text', 'format-unsupported');
  if (reading.encoding === 'hex') return rejected(reader, 'text', 'hex-unsupported');
  if (reading.encoding === 'binary' && reading.format === 'v1') return rejected(reader, 'text', 'raw-packets');
  const given = carried === 'bytes' || reading.encoding === 'binary' ? 'bytes' : 'text';
  const met = [...meetQuirks(reader, reading), ...meetAnomalies(reader, reading, given, text)];
  const end = met.find(({ effect }) => effect === 'rejects' || effect === 'hangs' || effect === 'crashes');
  if (end !== undefined && end.effect !== 'reads' && end.effect !== 'differs') {
    return { reader: reader.id, given, outcome: end.effect, verifies: null, reasons: [end.reason] };
  }
  const differing = met.filter(({ effect }) => effect === 'differs').map(({ reason }) => reason);
  const reasons = [...differing, ...undischarged(reading), ...(differing.length === 0 ? mismatched(signature) : [])];
  return { reader: reader.id, given, outcome: 'accepts', verifies: reasons.length === 0, reasons };
}

function rejected({ id }: Reader, given: Prediction['given'], code: QuirkCode): Prediction {
  return { reader: id, given, outcome: 'rejects', verifies: null, reasons: [{ kind: 'quirk', code }] };
}

/** One oddity on a reader's way through a token. */
interface Met {
  readonly effect: Effect;
  readonly reason: Reason;
}

function meetQuirks({ quirks }: Reader, reading: Reading): Met[] {
  return quirks
    .filter(({ applies }) => applies(reading))
    .map(({ code, effect }) => ({ effect, reason: { kind: 'quirk', code } }));
}

/** Anomalies in the order in which a reader meets them: those of the text, then those of the bytes. */
function meetAnomalies(reader: Reader, reading: Reading, given: Prediction['given'], text: string | undefined): Met[] {
  return reading.anomalies
    .filter((anomaly) => given === 'text' || anomaly.in === 'decoded')
    .map((anomaly) => ({
      effect: effectOf(conductFor(reader, reading, anomaly), { anomaly, reading, text }),
      reason: { kind: 'anomaly', anomaly },
    }));
}

function conductFor(reader: Reader, { format, encoding }: Reading, anomaly: Anomaly): Conduct {
  if (anomaly.in === 'text' && encoding !== 'json') return reader.text;
  return format === 'v1' || format === 'v2' ? reader[format] : reader.json;
}

/** A third-party caveat needs a discharge, which no reader has with the token alone. */
function undischarged({ macaroon }: Reading): Reason[] {
  const needed = macaroon.caveats.some(({ party }) => party === 'third');
  return needed ? [{ kind: 'quirk', code: 'needs-discharge' }] : [];
}

function mismatched(signature: SignatureState | undefined): Reason[] {
  return signature === undefined || signature.state === 'valid' ? [] : [{ kind: 'quirk', code: 'key-mismatch' }];
}
