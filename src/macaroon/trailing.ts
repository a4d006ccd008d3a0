import { packetNameAt } from './packet.js';
import type { Report, WireField } from './reading.js';

/**
 * Reports bytes after a binary macaroon's signature for what they are, and returns them as one field; reads none of it.
 * Readers disagree most here: Go and libmacaroons stop at the signature, pymacaroons goes on.
 */
export function reportTrailing(bytes: Uint8Array, offset: number, report: Report): WireField[] {
  if (offset < bytes.length) report(trailingCode(bytes, offset), offset, { count: bytes.length - offset });
  return unreadField(bytes, offset);
}

/** The rest of the bytes as one field of no meaning; none where nothing is left. */
export function unreadField(bytes: Uint8Array, offset: number): WireField[] {
  const length = bytes.length - offset;
  return length <= 0 ? [] : [{ name: 'unknown', offset, length, valueOffset: offset, valueLength: length }];
}

function trailingCode(
  bytes: Uint8Array,
  offset: number,
): 'second-macaroon' | 'signature-duplicate' | 'data-after-signature' {
  const type = bytes[offset + 1];
  if (bytes[offset] === 2 && (type === 1 || type === 2)) return 'second-macaroon';
  const packet = packetNameAt(bytes, offset);
  if (packet === 'location' || packet === 'identifier') return 'second-macaroon';
  return packet === 'signature' ? 'signature-duplicate' : 'data-after-signature';
}
