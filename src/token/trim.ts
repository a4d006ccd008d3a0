import type { Layer } from './layer.js';
import type { TokenNote } from './note.js';

const QUOTES = '"\'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a';
const INVISIBLE = '\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad';
const SEPARATORS = ',;';

/** Text without what surrounds a token at either end, and what that was. */
export interface Trimmed extends Layer {
  readonly blank: boolean;
  readonly quoted: boolean;
}

/** Leaves out white space, line ends, quotes and invisible characters at both ends, and separators at the end. One pass, whatever their order. */
export function trimToken(text: string): Trimmed {
  let start = 0;
  let end = text.length;
  while (start < end && isAround(text[start] ?? '')) start++;
  while (end > start && isAround(text[end - 1] ?? '', SEPARATORS)) end--;
  const around = text.slice(0, start) + text.slice(end);
  const notes: TokenNote[] = [];
  if (holdsAny(around, INVISIBLE)) notes.push({ code: 'invisible-characters' });
  if (holdsAny(around, SEPARATORS)) notes.push({ code: 'trailing-separator' });
  const quoted = holdsAny(around, QUOTES);
  const blank = [...around].some((character) => !QUOTES.includes(character));
  return {
    kind: 'layer',
    wrapper: quoted ? 'quotes' : null,
    text: text.slice(start, end),
    at: start,
    notes,
    quoted,
    blank,
  };
}

function isAround(character: string, more = ''): boolean {
  return character.trim() === '' || (QUOTES + INVISIBLE + more).includes(character);
}

function holdsAny(text: string, characters: string): boolean {
  return [...text].some((character) => characters.includes(character));
}
