import { BASE64, endOfRun, HEX, unescapeRun } from './alphabet.js';
import type { Wraps } from './look.js';

/** As many digits of a macaroon's end as hold its signature, in base64 or in hex. */
export const TAIL = 192;

const LINE_END = /(?:=?\r?\n|(?:\\{1,4}r)?\\{1,4}n|\\\r?\n)[ \t]{0,16}/y;
/** Fewer digits in a line are more likely a word. */
const SHORTEST_LINE = 16;
const WINDOW = 512;

/** What comes after a run of a macaroon's digits. */
export type Continuation =
  /** It ends here. */
  | { readonly kind: 'end' }
  | { readonly kind: 'more' }
  /** It was wrapped: its next line begins there. */
  | { readonly kind: 'line'; readonly at: number };

/**
 * Finds out whether a macaroon goes on after a line end, because it was wrapped: if its signature is not complete yet, and digits follow.
 * `tail` are its last digits, unescaped.
 */
export function continueMacaroon(tail: string, text: string, at: number, wraps: Wraps, final: boolean): Continuation {
  if (endsInSignature(tail, wraps)) return { kind: 'end' };
  if (text.length < at + WINDOW && !final) return { kind: 'more' };
  LINE_END.lastIndex = at;
  if (!LINE_END.test(text)) return { kind: 'end' };
  const next = LINE_END.lastIndex;
  const window = text.slice(next, next + TAIL);
  const digits = unescapeRun(window.slice(0, endOfRun(window, 0, wraps === 'hex' ? HEX : BASE64).end));
  const goesOn = digits.length >= SHORTEST_LINE || (digits !== '' && endsInSignature(tail + digits, wraps));
  return goesOn ? { kind: 'line', at: next } : { kind: 'end' };
}

/** Whether digits end a macaroon: with the signature packet of V1, or the last field of V2. */
function endsInSignature(tail: string, wraps: Wraps): boolean {
  const digits = tail.replace(/[^A-Za-z0-9+/_-]/g, '').slice(-TAIL);
  const decodings =
    wraps === 'hex'
      ? [Buffer.from(digits.slice(digits.length % 2), 'hex')]
      : [0, 1, 2, 3].map((shift) => Buffer.from(digits.slice(shift), 'base64'));
  return decodings.some((bytes) => holdsWhole(bytes, 'signature ') || holdsWhole(bytes, '\0\x06 '));
}

/** Whether the 32 bytes of a signature follow its beginning. */
function holdsWhole(bytes: Buffer, beginning: string): boolean {
  const at = bytes.lastIndexOf(beginning, undefined, 'latin1');
  return at !== -1 && at + beginning.length + 32 <= bytes.length;
}
