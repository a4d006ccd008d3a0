import { encodeBase64 } from '../encoding/base64.js';
import { asBuffer } from '../encoding/utf8.js';

/**
 * The text of a file or stream that holds a token. A raw V2 macaroon, as in a `.macaroon` file of lnd, becomes its base64url; anything else
 * is read as UTF-8. Recognises nothing else, and decodes nothing.
 */
export function textOfFile(bytes: Uint8Array): string {
  const [version, type] = bytes;
  const isRaw = version === 2 && (type === 1 || type === 2);
  return isRaw ? encodeBase64(bytes, { alphabet: 'url', padded: false }) : asBuffer(bytes).toString('utf8');
}
