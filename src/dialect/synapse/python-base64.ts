/** What Python makes of a text: bytes, or the message of the `binascii.Error` that it raises. */
export type PythonBase64 =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'raised'; readonly message: string };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** What every reader of base64 takes alike. */
const UNPADDED = /^[\w+/-]*$/;
const EQUALS = '='.charCodeAt(0);
const VALUES: Readonly<Record<number, number>> = Object.fromEntries([
  ...[...ALPHABET].map((letter, value) => [letter.charCodeAt(0), value]),
  ['-'.charCodeAt(0), 62],
  ['_'.charCodeAt(0), 63],
]);

/**
 * Reads base64 as pymacaroons does: pads the text to a multiple of four by its own length, then skips every character that is not of the
 * alphabet (CPython `binascii.a2b_base64`, not strict). So a stray character is harmless or fatal by nothing but how long the text is.
 */
export function readPythonBase64(text: string): PythonBase64 {
  if (UNPADDED.test(text) && text.length % 4 !== 1) return { state: 'read', bytes: Buffer.from(text, 'base64') };
  const ascii = Buffer.from(text, 'utf8');
  const padded = Buffer.concat([ascii, Buffer.alloc((4 - (ascii.length % 4)) % 4, EQUALS)]);
  const values: number[] = [];
  let pads = 0;
  for (const byte of padded) {
    const place = values.length % 4;
    if (byte === EQUALS) {
      if (place >= 2 && place + ++pads >= 4) return { state: 'read', bytes: bytesOf(values) }; // what follows is not read
      continue;
    }
    const value = VALUES[byte];
    if (value === undefined) continue;
    pads = 0;
    values.push(value);
  }
  return endOf(values);
}

function endOf(values: readonly number[]): PythonBase64 {
  const rest = values.length % 4;
  if (rest === 0) return { state: 'read', bytes: bytesOf(values) };
  if (rest !== 1) return { state: 'raised', message: 'Incorrect padding' };
  const told = `number of data characters (${values.length}) cannot be 1 more than a multiple of 4`;
  return { state: 'raised', message: `Invalid base64-encoded string: ${told}` };
}

function bytesOf(values: readonly number[]): Uint8Array {
  return Buffer.from(values.map((value) => ALPHABET[value]).join(''), 'base64');
}
