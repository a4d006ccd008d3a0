import { decodeUtf8 } from './utf8.js';

/**
 * What must not reach a terminal as it is: the escape character itself; controls, format characters (bidi, zero-width,
 * tags), surrogates, private and unassigned code points (`\p{C}`); line and paragraph separators; whatever is drawn as
 * nothing (`\p{DI}`: variation selectors, fillers); and blanks that only look like a space.
 */
const UNSAFE = /[\\\p{C}\p{Zl}\p{Zp}\p{DI}]|[^\P{Zs} ]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeCharacter(character: string): string {
  return SHORT.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * Makes hostile text safe and unambiguous to print on one line of a terminal; does not shorten or normalise it.
 * Escapes are `\\`, `\n`, `\r`, `\t` and `\u{HEX}`, so the original can be read back.
 */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, escapeCharacter);
}

/** Makes hostile bytes safe to print: UTF-8 as `escapeText` does, every byte that is not UTF-8 as `\xHH`; never U+FFFD. */
export function escapeBytes(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return escapeText(text);
  let escaped = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const character = at + length <= bytes.length ? decodeUtf8(bytes.subarray(at, at + length)) : undefined;
    escaped += character === undefined ? escapeByte(bytes[at] ?? 0) : escapeText(character);
    at += character === undefined ? 1 : length;
  }
  return escaped;
}

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** How long the UTF-8 sequence is that a lead byte announces. */
function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
