/** A place in a stream. */
export interface Position {
  /** Bytes before it. */
  readonly byte: number;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes since the beginning of the line, counted from 1. */
  readonly column: number;
}

export const START: Position = { byte: 0, line: 1, column: 1 };

/** The place after a text, one character for each byte. */
export function advance({ byte, line, column }: Position, text: string): Position {
  let lines = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', start)) {
    lines++;
    start = at + 1;
  }
  const inLine = text.length - start;
  return { byte: byte + text.length, line: line + lines, column: lines === 0 ? column + inLine : inLine + 1 };
}
