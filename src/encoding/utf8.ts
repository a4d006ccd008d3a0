import { isUtf8 } from 'node:buffer';

/** The UTF-8 bytes of a text. A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** The text that bytes encode, a leading U+FEFF included; `undefined` where they are not UTF-8. Never replaces. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : undefined;
}

/** The same bytes as a Buffer; does not copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How many bytes a code point takes in UTF-8, which is what an offset into a text counts. */
export function utf8Length(codePoint: number): 1 | 2 | 3 | 4 {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
