import { type Base64Alphabet, type Base64Scan, type Base64Style, scanCharacters, spareBits } from './base64-scan.js';
import { asBuffer } from './utf8.js';

export type { Base64Scan, Base64Style } from './base64-scan.js';

const URL_SAFE = /^[\w-]*={0,2}$/;
const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Decodes base64 of any dialect and reports everything odd about it; never throws, never guesses.
 * Skips white space and illegal characters, stops at the padding, drops a stray last character: what most readers do.
 * Linear in the length of the text; records at most `MAX_ANOMALIES`.
 */
export function scanBase64(text: string): Base64Scan {
  const alphabet = soleAlphabet(text);
  if (alphabet === undefined || !endsClean(text)) return scanCharacters(text);
  return { bytes: Buffer.from(text, 'base64'), style: { alphabet, padded: text.endsWith('=') }, anomalies: [] };
}

function soleAlphabet(text: string): Base64Alphabet | undefined {
  if (URL_SAFE.test(text)) return 'url';
  return STANDARD.test(text) ? 'standard' : undefined;
}

/** Whether a text ends as an encoder ends it: no stray character, right padding or none, spare bits zero. */
function endsClean(text: string): boolean {
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  const digits = text.length - padding;
  if (digits % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return false;
  return spareBits(digits, text.charCodeAt(digits - 1)) === 0;
}

/** Writes bytes as base64. */
export function encodeBase64(bytes: Uint8Array, { alphabet, padded }: Base64Style): string {
  const text = asBuffer(bytes).toString(alphabet === 'url' ? 'base64url' : 'base64');
  if (alphabet === 'url') return padded ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text;
  return padded ? text : text.replace(/={1,2}$/, '');
}
