import { encodeBase64 } from '../encoding/base64.js';
import { encodeHex } from '../encoding/hex.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import type { Macaroon } from './macaroon.js';
import type { WireFormat } from './reading.js';
import { writeV1Json, writeV2Json } from './write-json.js';
import { writeV1 } from './write-v1.js';
import { writeV2 } from './write-v2.js';

/** How bytes of a binary macaroon are written as text. Unless told, `base64` is padded and `base64url` is not. */
export interface TextForm {
  readonly encoding: 'base64' | 'base64url' | 'hex';
  readonly padded?: boolean;
}

/** How a macaroon is written as text: JSON is text already. Matrix servers take V1 as `base64url` without padding. */
export type TokenForm = { readonly format: 'v1-json' | 'v2-json' } | ({ readonly format: 'v1' | 'v2' } & TextForm);

/**
 * Writes a macaroon's bytes in a wire format; does not sign, nor check the signature. Content is the same in all four,
 * so a macaroon may be converted freely. Throws `ERR_MACAROON_TOO_LONG` (V1) and `ERR_MACAROON_NOT_UTF8` (V1 JSON).
 */
export function encodeMacaroon(macaroon: Macaroon, format: WireFormat): Uint8Array {
  switch (format) {
    case 'v1':
      return writeV1(macaroon);
    case 'v2':
      return writeV2(macaroon);
    case 'v1-json':
      return encodeUtf8(writeV1Json(macaroon));
    case 'v2-json':
      return encodeUtf8(writeV2Json(macaroon));
  }
}

/** Writes a macaroon as the text of a token. Throws as `encodeMacaroon` does. */
export function writeMacaroon(macaroon: Macaroon, form: TokenForm): string {
  switch (form.format) {
    case 'v1-json':
      return writeV1Json(macaroon);
    case 'v2-json':
      return writeV2Json(macaroon);
    default:
      return encodeText(encodeMacaroon(macaroon, form.format), form);
  }
}

/** Writes the bytes of a binary macaroon as text. */
export function encodeText(bytes: Uint8Array, { encoding, padded = encoding === 'base64' }: TextForm): string {
  if (encoding === 'hex') return encodeHex(bytes);
  return encodeBase64(bytes, { alphabet: encoding === 'base64' ? 'standard' : 'url', padded });
}
