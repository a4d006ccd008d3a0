import { describeCaveat } from '../caveat/describe.js';
import { readCaveats } from '../caveat/read.js';
import { escapeBytes } from '../encoding/escape.js';
import { encodeHex } from '../encoding/hex.js';
import { type Prediction, predictReading, predictText, type Reason } from '../macaroon/readers/predict.js';
import type { ReaderId } from '../macaroon/readers/reader.js';
import type { Anomaly, Reading } from '../macaroon/reading.js';
import { verifySignature } from '../macaroon/verify.js';
import { type WirePart, wireParts } from '../macaroon/wire-parts.js';
import { extractToken } from '../token/extract.js';
import { recogniseToken } from '../token/recognise.js';
import { type AnomalyCode, wordAnomaly, wordPlace } from '../wording/anomalies.js';
import { QUIRKS, type QuirkCode, READER_NAMES } from '../wording/readers.js';

/** What `inspect --wire` adds: where everything lies, and what readers do with it. Holds no signature and no sealed key. */
export interface WireReport {
  /** How many bytes `fields` count in: those that the text encodes, or the text's own where it is JSON. */
  readonly length: number;
  readonly fields: readonly WireFieldReport[];
  /** What is odd about the text that carries those bytes. */
  readonly text: readonly PlacedAnomaly[];
  readonly readers: readonly ReaderReport[];
}

/** One packet, field or JSON member, in bytes; `value` is what it holds. */
export interface WireFieldReport {
  readonly name: WirePart['name'];
  /** From 1; null outside a caveat, and in JSON. */
  readonly caveat: number | null;
  readonly offset: number;
  readonly length: number;
  readonly value: { readonly offset: number; readonly length: number };
  /** The whole field as it lies there; null where it is hidden. */
  readonly hex: string | null;
  readonly shown: string | null;
  /** Why its bytes are not here: `secret`: the signature, or what might hold it; `masked`: --show-values shows it. */
  readonly hidden: 'secret' | 'masked' | null;
  readonly anomalies: readonly PlacedAnomaly[];
}

export interface PlacedAnomaly {
  readonly code: AnomalyCode;
  readonly byte: number;
  readonly message: string;
}

export interface ReaderReport {
  readonly reader: ReaderId;
  readonly name: string;
  readonly given: Prediction['given'];
  readonly outcome: Prediction['outcome'];
  /** With the issuer's key; null where it is not accepted. */
  readonly verifies: boolean | null;
  readonly reasons: readonly ReasonReport[];
  /** The same for the whole text as it was given, where that was more than the token. */
  readonly surrounded: { readonly outcome: Prediction['outcome']; readonly verifies: boolean | null } | null;
}

export interface ReasonReport {
  readonly code: AnomalyCode | QuirkCode;
  readonly message: string;
}

interface WireOptions {
  readonly showValues: boolean;
  readonly rootKey?: Uint8Array;
}

/**
 * Reports the fields of the macaroon in a text and predicts what readers make of it; runs none of them. A token of another kind has no
 * fields, and every reader rejects it. Throws what `inspectToken` throws.
 */
export function reportWire(text: string, { showValues, rootKey }: WireOptions): WireReport {
  const { token } = extractToken(text);
  const recognised = recogniseToken(token);
  if (recognised.kind !== 'macaroon')
    return { length: 0, fields: [], text: [], readers: reportReaders(predictText(token)) };
  const { reading } = recognised;
  const signature = rootKey === undefined ? undefined : verifySignature(reading.macaroon, rootKey);
  const surrounded = text === token ? undefined : predictText(text, signature);
  return {
    length: reading.bytes.length,
    fields: reportFields(reading, showValues),
    text: reading.encoding === 'json' ? [] : reading.anomalies.filter(isInText).map(place),
    readers: reportReaders(predictReading(reading, token, signature), surrounded),
  };
}

function isInText(anomaly: Anomaly): boolean {
  return anomaly.in === 'text';
}

function place(anomaly: Anomaly): PlacedAnomaly {
  return { code: anomaly.code, byte: anomaly.byte, message: wordAnomaly(anomaly).message };
}

function reportFields(reading: Reading, showValues: boolean): WireFieldReport[] {
  const parts = wireParts(reading);
  const within = reading.encoding === 'json' ? 'text' : 'decoded';
  const anomalies = reading.anomalies.filter((anomaly) => anomaly.in === within);
  return parts.map((part, at) => {
    const { name, caveat, offset, length, valueOffset, valueLength, secret } = part;
    const end = parts[at + 1]?.offset ?? Number.POSITIVE_INFINITY;
    const start = at === 0 ? 0 : offset;
    const bytes = reading.bytes.subarray(offset, offset + length);
    const value = reading.bytes.subarray(valueOffset, valueOffset + valueLength);
    const hidden = secret ? 'secret' : name === 'cid' && !showValues && isMasked(value) ? 'masked' : null;
    return {
      name,
      caveat: caveat ?? null,
      offset,
      length,
      value: { offset: valueOffset, length: valueLength },
      hex: hidden === null ? encodeHex(bytes) : null,
      shown: hidden === null ? escapeBytes(bytes) : null,
      hidden,
      anomalies: anomalies.filter(({ byte }) => byte >= start && byte < end).map(place),
    };
  });
}

function isMasked(identifier: Uint8Array): boolean {
  return readCaveats([{ party: 'first', identifier }]).some((caveat) => describeCaveat(caveat, 0).secret);
}

function reportReaders(predictions: readonly Prediction[], surrounded?: readonly Prediction[]): ReaderReport[] {
  return predictions.map(({ reader, given, outcome, verifies, reasons }, at) => {
    const around = surrounded?.[at];
    return {
      reader,
      name: READER_NAMES[reader],
      given,
      outcome,
      verifies,
      reasons: reasons.map(reportReason),
      surrounded: around === undefined ? null : { outcome: around.outcome, verifies: around.verifies },
    };
  });
}

function reportReason(reason: Reason): ReasonReport {
  if (reason.kind === 'quirk') return { code: reason.code, message: QUIRKS[reason.code] };
  const { code } = reason.anomaly;
  return { code, message: `${code} at ${wordPlace(reason.anomaly)}` };
}
