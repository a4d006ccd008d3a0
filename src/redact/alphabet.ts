/** The characters that one form of token is made of, however each of them is written. */
export interface Alphabet {
  /** Matches a run of the characters as they are. */
  readonly run: RegExp;
  /** Whether a character that was written as an escape belongs. */
  readonly has: (character: string) => boolean;
}

/** Where a run of an alphabet ends. `open`: it ends with the text that is there, so that it may go on in the next piece. */
export interface RunEnd {
  readonly end: number;
  readonly open: boolean;
}

function alphabet(characters: string): Alphabet {
  const one = new RegExp(`^[${characters}]$`);
  return { run: new RegExp(`[${characters}]*`, 'y'), has: (character) => one.test(character) };
}

export const BASE64 = alphabet('A-Za-z0-9+/_=-');
export const HEX = alphabet('0-9A-Fa-f');
export const BASE64URL = alphabet('A-Za-z0-9_-');
export const JWT = alphabet('A-Za-z0-9_.-');
export const PREFIXED = alphabet('A-Za-z0-9_+/');
/** A value between quotes: all but quotes, backslashes, blanks and controls. */
export const QUOTED_VALUE = alphabet('!#-&(-\\[\\]-_a-~\\x80-\\xff');
/** A value without quotes: printable ASCII but what ends a value in a URL, a header, a log line or a file. */
export const BARE_VALUE = alphabet('!$*+\\-./0-9:=?@A-Z\\^_a-z~');

/** How a character is written in a URL, in JSON (perhaps within JSON), in Python and in HTML. */
const ESCAPES = '%(?:25){0,3}([0-9A-Fa-f]{2})|\\\\{1,8}(?:(?:u00|x)([0-9A-Fa-f]{2})|(/))|&#x([0-9A-Fa-f]{2});';
const ESCAPE = new RegExp(ESCAPES, 'y');
const EVERY_ESCAPE = new RegExp(ESCAPES, 'g');
const ESCAPE_STARTS = '%\\&';

/** No escape is longer than this. */
const LONGEST_ESCAPE = 14;

/** Finds where a run of an alphabet ends, escapes included. Linear in its length. */
export function endOfRun(text: string, from: number, { run, has }: Alphabet): RunEnd {
  let end = from;
  for (;;) {
    run.lastIndex = end;
    run.exec(text);
    end = run.lastIndex;
    ESCAPE.lastIndex = end;
    const match = ESCAPE.exec(text);
    if (match === null || !has(unescapeMatch(match))) break;
    end = ESCAPE.lastIndex;
  }
  const cutEscape = ESCAPE_STARTS.includes(text[end] ?? '') && text.length - end < LONGEST_ESCAPE;
  return { end, open: end === text.length || cutEscape };
}

/** Writes every escape as the character that it stands for. */
export function unescapeRun(text: string): string {
  return /[%\\&]/.test(text) ? text.replace(EVERY_ESCAPE, (...match: string[]) => unescapeMatch(match)) : text;
}

/** Whether a text ends in an escape, whose last character is then no letter of a word. */
export function endsInEscape(text: string): boolean {
  return /(?:%[0-9A-Fa-f]{2}|\\(?:[nrt]|(?:u00|x)[0-9A-Fa-f]{2}))$/.test(text);
}

function unescapeMatch([, percent, json, slash, html]: readonly (string | undefined)[]): string {
  return slash ?? String.fromCharCode(Number.parseInt(percent ?? json ?? html ?? '', 16));
}
