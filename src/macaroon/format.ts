import { skipWhiteSpace } from '../encoding/json.js';

/** What decoded bytes seem to be, by how they begin: one macaroon, */
export type WireContent = 'v1' | 'v2' | 'json';
/** or a JSON list of them, as bundles and cookies have it. */
export type Content = WireContent | 'json-list';

const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;
const BYTE_ORDER_MARK_LEAD = 0xef;
const V1_START = /^(?:[\da-f]{4}|.{4}(?:location|identifier) )/is;

/**
 * Tells what decoded bytes seem to be; does not read them. V1 begins with four hex digits or a location or identifier
 * packet, V2 with its version byte and a location or identifier field, JSON with a brace.
 */
export function sniffContent(bytes: Uint8Array): Content | undefined {
  const [first = -1, second] = bytes;
  const firstInk = bytes[skipWhiteSpace(bytes, first === BYTE_ORDER_MARK_LEAD ? 3 : 0)];
  if (firstInk === OPENING_BRACE) return 'json';
  if (firstInk === OPENING_BRACKET) return 'json-list';
  if (first === 2 || (first >= 0 && first < 0x10 && (second === 1 || second === 2))) return 'v2';
  return looksLikeV1(bytes) ? 'v1' : undefined;
}

function looksLikeV1(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 15)).toString('latin1');
  return V1_START.test(start);
}
