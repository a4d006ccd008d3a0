import { scanBase64 } from '../encoding/base64.js';
import { scanHex } from '../encoding/hex.js';
import { INPUT_LIMIT } from '../encoding/input-limit.js';
import type { TextAnomaly } from '../encoding/text-anomaly.js';
import { asBuffer, decodeUtf8, encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { EXPECTED, expectation } from '../wording/anomalies.js';
import { AnomalyLog, type Mode } from './anomaly-log.js';
import { sniffContent, type WireContent } from './format.js';
import { readJson } from './read-json.js';
import { readV1 } from './read-v1.js';
import { readV2 } from './read-v2.js';
import type { Anomaly, Reading, Report, Scan, TextEncoding, WireFormat } from './reading.js';

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
  const size = Buffer.byteLength(text);
  checkSize(size);
  if (text.trim() === '') throw failure('ERR_INPUT_EMPTY', { blank: size });
  if (JSON_START.test(text)) return readCarried(encodeUtf8(text), { encoding: 'json' }, mode);
  if (RAW_V1_START.test(text)) return readCarried(encodeUtf8(text), { encoding: 'binary' }, mode);
  if (HEX_START.test(text)) {
    const { bytes, anomalies } = scanHex(text);
    return readCarried(bytes, { encoding: 'hex', anomalies }, mode);
  }
  const { bytes, style, anomalies } = scanBase64(text);
  if (style.alphabet === 'url')
    return readCarried(bytes, { encoding: 'base64url', padded: style.padded, anomalies }, mode);
  const padded = style.padded || text.length % 4 === 0;
  return readCarried(bytes, { encoding: 'base64', padded, anomalies }, mode);
}

function readBytes(bytes: Uint8Array, mode: Mode): Reading {
  checkSize(bytes.length);
  const start = asLatin1(bytes.subarray(0, 64)).replace(/^\xef\xbb\xbf/, '');
  if (JSON_START.test(start)) return readCarried(bytes, { encoding: 'json' }, mode);
  const isBinary = sniffContent(bytes) !== undefined && !HEX_START.test(start);
  return isBinary
    ? readCarried(bytes, { encoding: 'binary' }, mode)
    : readText(decodeUtf8(bytes) ?? asLatin1(bytes), mode);
}

function asLatin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

function checkSize(bytes: number): void {
  if (bytes > INPUT_LIMIT) throw failure('ERR_INPUT_TOO_LARGE', { limit: INPUT_LIMIT });
}

/** How the bytes came: the encoding, and what was odd about the text. */
interface Carrier {
  readonly encoding: TextEncoding;
  readonly padded?: boolean;
  readonly anomalies?: readonly TextAnomaly[];
}

function readCarried(bytes: Uint8Array, { encoding, padded = false, anomalies = [] }: Carrier, mode: Mode): Reading {
  const log = new AnomalyLog(mode);
  const within = encoding === 'json' ? 'text' : 'decoded';
  const content = sniffContent(bytes);
  if (content === undefined || content === 'json-list') throw notAMacaroon(content, within, anomalies[0]);
  const reportText = log.reportIn('text');
  for (const { code, byte, count } of anomalies) reportText(code, byte, { count });
  if (content === 'json' && encoding !== 'json') reportText('json-in-base64', 0);
  const { format, scan } = readContent(content, bytes, log.reportIn(within));
  if (!scan.readable) throw beyondUse(log.anomalies);
  const { macaroon, fields } = scan;
  return { macaroon, format, encoding, padded, bytes, fields, anomalies: log.anomalies };
}

function readContent(content: WireContent, bytes: Uint8Array, report: Report): { format: WireFormat; scan: Scan } {
  switch (content) {
    case 'v1':
      return { format: 'v1', scan: readV1(bytes, report) };
    case 'v2':
      return { format: 'v2', scan: readV2(bytes, report) };
    case 'json':
      return readJson(bytes, report);
  }
}

/** For bytes that begin like no macaroon: what was odd about their text is then the likeliest reason. */
function notAMacaroon(content: 'json-list' | undefined, within: Anomaly['in'], oddity: TextAnomaly | undefined): Error {
  if (content === 'json-list') {
    return failure('ERR_MACAROON_DECODE', { in: within, byte: 0, expected: EXPECTED.oneMacaroon });
  }
  if (oddity === undefined) return failure('ERR_MACAROON_DECODE', { in: within, byte: 0, expected: EXPECTED.macaroon });
  const { code, byte, count } = oddity;
  return failure('ERR_MACAROON_DECODE', { in: 'text', byte, expected: expectation(code, count) });
}

function beyondUse(anomalies: readonly Anomaly[]): Error {
  const { in: within, byte, expected } = anomalies[0] ?? { in: 'decoded', byte: 0, expected: EXPECTED.macaroon };
  return failure('ERR_MACAROON_DECODE', { in: within, byte, expected });
}
