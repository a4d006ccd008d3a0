/** From here on, characters may take two columns. Counting two for all of them errs on the safe side. */
const FIRST_WIDE = 0x1100;

/** How many columns a text takes at most. Its characters must be escaped already: none is a control or takes no room. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  return (character.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
}

/** Breaks a text into lines of at most `width` columns: at blanks where it can, within words where it must. Loses no character but blanks. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (columnsOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  const pieces = [''];
  let columns = 0;
  for (const character of word) {
    columns += widthOf(character);
    if (columns > width && pieces.at(-1) !== '') {
      pieces.push('');
      columns = widthOf(character);
    }
    pieces[pieces.length - 1] += character;
  }
  return pieces;
}

/** A text of at most `limit` characters, with the number of those left out. The whole is in the JSON. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
}
