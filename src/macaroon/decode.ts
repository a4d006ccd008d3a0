import { scanBase64 } from '../encoding/base64.js';
import { scanHex } from '../encoding/hex.js';
import type { TextAnomaly } from '../encoding/text-anomaly.js';
import { decodeUtf8, encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { EXPECTED, expectation } from '../wording/anomalies.js';
import { AnomalyLog, type Mode } from './anomaly-log.js';
import { type Content, sniffContent } from './format.js';
import { readV1 } from './read-v1.js';
import { readV2 } from './read-v2.js';
import type { Anomaly, Reading, Scan, TextEncoding, WireFormat } from './reading.js';

/** The longest input that is decoded, in bytes. A token has some hundred; more is not one, and is not worked on. */
export const MAX_INPUT_BYTES = 1024 * 1024;

/**
 * Decodes a macaroon from its text (base64 of any dialect, hex, or JSON), strictly; does not verify its signature.
 * Throws `ERR_MACAROON_ANOMALOUS` at the first deviation that the wording table says a strict reader refuses,
 * `ERR_MACAROON_DECODE` on what is no macaroon, `ERR_INPUT_EMPTY`, `ERR_INPUT_TOO_LARGE`. The rest is in `anomalies`.
 */
export function decodeMacaroon(text: string): Reading {
  return readText(text, 'strict');
}

/**
 * Decodes what can be decoded of a macaroon's text and reports everything odd; does not verify its signature.
 * Throws `ERR_MACAROON_DECODE` only where too little is left: no identifier, nor a signature with something before it;
 * and `ERR_INPUT_EMPTY`, `ERR_INPUT_TOO_LARGE`. Takes time linear in the input.
 */
export function recoverMacaroon(text: string): Reading {
  return readText(text, 'recover');
}

/** Decodes a macaroon from a file's bytes, raw or text, as strictly as `decodeMacaroon`. */
export function decodeMacaroonBytes(bytes: Uint8Array): Reading {
  return readBytes(bytes, 'strict');
}

/** Decodes what can be decoded of a macaroon in a file's bytes, raw or text, as `recoverMacaroon` does. */
export function recoverMacaroonBytes(bytes: Uint8Array): Reading {
  return readBytes(bytes, 'recover');
}

const JSON_START = /^\s*[{[]/;
const HEX_START = /^\s*(?:02|3\d|6[1-6])[\da-f]{6}/i;
const RAW_V1_START = /^[\da-f]{4}(?:location|identifier) /;

function readText(text: string, mode: Mode): Reading {
  checkSize(Buffer.byteLength(text));
  if (text.trim() === '') throw failure('ERR_INPUT_EMPTY', { blank: Buffer.byteLength(text) });
  if (JSON_START.test(text)) return readCarried(encodeUtf8(text), { encoding: 'json' }, mode);
  if (RAW_V1_START.test(text)) return readCarried(encodeUtf8(text), { encoding: 'binary' }, mode);
  if (HEX_START.test(text)) {
    const { bytes, anomalies } = scanHex(text);
    return readCarried(bytes, { encoding: 'hex', anomalies }, mode);
  }
  const { bytes, style, anomalies } = scanBase64(text);
  const encoding = style.alphabet === 'url' ? 'base64url' : 'base64';
  return readCarried(bytes, { encoding, padded: style.padded, anomalies }, mode);
}

function readBytes(bytes: Uint8Array, mode: Mode): Reading {
  checkSize(bytes.length);
  const content = sniffContent(bytes);
  const isText = content === undefined || content === 'json' || HEX_START.test(asLatin1(bytes.subarray(0, 8)));
  if (isText) return readText(decodeUtf8(bytes) ?? asLatin1(bytes), mode);
  return readCarried(bytes, { encoding: 'binary' }, mode);
}

function asLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function checkSize(bytes: number): void {
  if (bytes > MAX_INPUT_BYTES) throw failure('ERR_INPUT_TOO_LARGE', { limit: MAX_INPUT_BYTES });
}

/** How decoded bytes came: the encoding, and what was odd about the text. */
interface Carrier {
  readonly encoding: TextEncoding;
  readonly padded?: boolean;
  readonly anomalies?: readonly TextAnomaly[];
}

function readCarried(bytes: Uint8Array, carrier: Carrier, mode: Mode): Reading {
  const { encoding, padded = false, anomalies = [] } = carrier;
  const log = new AnomalyLog(mode);
  const content = sniffContent(bytes);
  if (content === undefined || content === 'json-list') throw notAMacaroon(content, anomalies[0]);
  const reportText = log.reportIn('text');
  for (const { code, byte, count } of anomalies) reportText(code, byte, { count });
  const { format, scan } = readContent(content, bytes, log, encoding);
  if (!scan.readable) throw beyondUse(log.anomalies);
  const { macaroon, fields } = scan;
  return { macaroon, format, encoding, padded, bytes, fields, anomalies: log.anomalies };
}

function readContent(
  content: Exclude<Content, 'json-list'>,
  bytes: Uint8Array,
  log: AnomalyLog,
  encoding: TextEncoding,
): { format: WireFormat; scan: Scan } {
  const report = log.reportIn(encoding === 'json' ? 'text' : 'decoded');
  switch (content) {
    case 'v1':
      return { format: 'v1', scan: readV1(bytes, report) };
    case 'v2':
      return { format: 'v2', scan: readV2(bytes, report) };
    case 'json':
      throw failure('ERR_MACAROON_DECODE', { in: 'text', byte: 0, expected: EXPECTED.macaroon });
  }
}

/** Decoded bytes that begin like nothing: what was odd about the text is then the likeliest reason. */
function notAMacaroon(content: 'json-list' | undefined, oddity: TextAnomaly | undefined): Error {
  if (content === 'json-list') {
    return failure('ERR_MACAROON_DECODE', { in: 'text', byte: 0, expected: EXPECTED.oneMacaroon });
  }
  if (oddity === undefined)
    return failure('ERR_MACAROON_DECODE', { in: 'decoded', byte: 0, expected: EXPECTED.macaroon });
  const expected = expectation(oddity.code, oddity.count);
  return failure('ERR_MACAROON_DECODE', { in: 'text', byte: oddity.byte, expected });
}

function beyondUse(anomalies: readonly Anomaly[]): Error {
  const { in: within, byte, expected } = anomalies[0] ?? { in: 'decoded', byte: 0, expected: EXPECTED.macaroon };
  return failure('ERR_MACAROON_DECODE', { in: within, byte, expected });
}
