import { isJsonObject } from './jwt.js';

/** Text that is sniffed at: enough for the length, the name and the beginning of a first field in base64 or in hex. */
const SNIFFED_BASE64 = 400;
const SNIFFED_HEX = 600;
const V1_FIRST_FIELD = /^(?:location|identifier|cid|signature) /;
const MACAROON_MEMBERS = ['identifier', 'i', 'i64', 'signature', 's', 's64'];

/**
 * Whether a text's content begins like a macaroon, in any wire format or text encoding. Does not decode it: it may still be damaged.
 * Never goes by `MDAx`, which says no more than that a location has 2 to 17 characters.
 */
export function looksLikeMacaroon(text: string): boolean {
  if (text.startsWith('{') || text.startsWith('[')) return looksLikeMacaroonJson(text);
  return decodeHeads(text).some((bytes) => V1_FIRST_FIELD.test(bytes.toString('latin1', 4)) || beginsLikeV2(bytes));
}

/** Whether a text is the first line of a macaroon, and not some later line of one that was wrapped. */
export function beginsMacaroon(text: string): boolean {
  return decodeHeads(text).some((bytes) => bytes.toString('latin1', 4, 13) === 'location ' || beginsLikeV2(bytes));
}

/** The first bytes of what a text may encode: of its hex, if it is hex, and of its base64, whatever else is in there. */
function decodeHeads(text: string): Buffer[] {
  const hex = text.slice(0, SNIFFED_HEX);
  const heads = [Buffer.from(text.slice(0, SNIFFED_BASE64), 'base64')];
  return /^[0-9A-Fa-f]+$/.test(hex) ? [Buffer.from(hex, 'hex'), ...heads] : heads;
}

/** Whether a text is the JSON of a macaroon, or of several: damaged JSON counts if it names a macaroon's members. */
export function looksLikeMacaroonJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return isJsonObject(first) && MACAROON_MEMBERS.some((name) => Object.hasOwn(first, name));
  } catch {
    return /"(?:identifier|i64|signature|s64)"/.test(text);
  }
}

/** V2: the version, then a location or an identifier of text, then the type of a field that may follow it. */
function beginsLikeV2(bytes: Buffer): boolean {
  const [version, type, length = 0] = bytes;
  if (version !== 2 && version !== 3) return false;
  if (type !== 1 && type !== 2) return false;
  const value = bytes.subarray(3, 3 + length);
  const next = bytes[3 + length];
  if (type === 1 && length === 0) return next === 2;
  return value.length > 0 && value.every(isPrintable) && next !== undefined && next <= 7;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}
