import { escapeBytes } from '../encoding/escape.js';
import { decodeUtf8 } from '../encoding/utf8.js';

/** Bytes from a token as output shows them: always an escaped text, and the bytes themselves where the text is not exactly them. */
export interface TextValue {
  readonly text: string;
  readonly bytes?: Base64Value;
}

/** Bytes in JSON: standard base64, padded. */
export interface Base64Value {
  readonly base64: string;
}

/** Shows a token's bytes: escaped, so that no terminal acts on them, and as base64 too where escaping changed anything. */
export function showBytes(bytes: Uint8Array): TextValue {
  const text = escapeBytes(bytes);
  return text === decodeUtf8(bytes) ? { text } : { text, bytes: { base64: Buffer.from(bytes).toString('base64') } };
}
