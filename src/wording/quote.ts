import { escapeBytes, escapeText } from '../encoding/escape.js';

/** Text out of a token, made safe for a terminal. A type of its own, so that it enters a sentence only where that is wanted. */
export interface Quoted {
  readonly quoted: string;
}

/** What a sentence is worded from: numbers, our own terms, and text quoted from a token. */
export type Fields = Readonly<Record<string, number | string | boolean | readonly number[] | Quoted | undefined>>;

/** The fields that hold no text from a token. Suggested fixes see only these: people paste those. */
export type OwnFields<F> = Pick<F, { [K in keyof F]: F[K] extends Quoted ? never : K }[keyof F]>;

const LONGEST_QUOTE = 80;

/** Escapes a token's text for a message and shortens it to 80 characters; the whole text is shown elsewhere. */
export function quote(text: string): Quoted {
  const shortened = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return { quoted: escapeText(shortened) };
}

/** As `quote`, for bytes that need not be text. */
export function quoteBytes(bytes: Uint8Array): Quoted {
  const rest = bytes.length > LONGEST_QUOTE ? '…' : '';
  return { quoted: escapeBytes(bytes.subarray(0, LONGEST_QUOTE)) + rest };
}

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function listNumbers(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  if (last === undefined) return '';
  return numbers.length === 1 ? String(last) : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}
