/** The order in which a family writes the digits of its checksum. */
export type DigitOrder = 'most-significant-first' | 'least-significant-first';

/** Whether a token's own checksum matches the rest of it. Says nothing about whether a server ever issued it. */
export type ChecksumState = 'valid' | 'invalid';

/** Base 62, digits in order of their value. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Characters of a checksum: 62⁶ is more than 2³². */
export const CHECKSUM_LENGTH = 6;

const POLYNOMIAL = 0xedb88320;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  return remainder;
});

/** CRC-32 (the one of zlib) of a text's UTF-8 bytes, unsigned. Our own: `zlib.crc32` is missing from some releases of Node in our range. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * The six characters that end a token: CRC-32 in base 62, padded with `0` on the left in either digit order.
 * Synapse (`util/stringutils.py`, `base62_encode`) writes the most significant digit first; MAS (`data-model/src/tokens.rs`) the least.
 */
export function checksumOf(text: string, order: DigitOrder): string {
  let digits = '';
  for (let rest = crc32(text); rest > 0; rest = Math.floor(rest / BASE62.length)) {
    const digit = BASE62[rest % BASE62.length];
    digits = order === 'most-significant-first' ? `${digit}${digits}` : `${digits}${digit}`;
  }
  return digits.padStart(CHECKSUM_LENGTH, '0');
}
