import { StringDecoder } from 'node:string_decoder';

/** One line of a stream, counted from 1, without its line end. A line over the limit is reported without its text. */
export type Line =
  | { readonly kind: 'line'; readonly number: number; readonly text: string }
  | { readonly kind: 'too-long'; readonly number: number };

/**
 * Splits a stream into lines, a batch for each chunk that arrives. Holds no more than one chunk and one line, however long the stream.
 * `limit` is in UTF-16 units.
 */
export async function* readLines(source: AsyncIterable<Uint8Array | string>, limit: number): AsyncGenerator<Line[]> {
  const decoder = new StringDecoder('utf8');
  let rest: Rest = { text: '', number: 1, overrun: false };
  for await (const chunk of source) {
    const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    const [lines, next] = splitChunk(text, rest, limit);
    rest = next;
    yield lines;
  }
  yield splitChunk(`${decoder.end()}\n`, rest, limit)[0];
}

/** What is left of the last line of a chunk. `overrun`: it was too long already, so its text was let go. */
interface Rest {
  readonly text: string;
  readonly number: number;
  readonly overrun: boolean;
}

function splitChunk(chunk: string, rest: Rest, limit: number): [Line[], Rest] {
  const pieces = chunk.split('\n');
  const last = pieces.pop() ?? '';
  const lines = pieces.map((piece, at): Line => {
    const number = rest.number + at;
    const text = at === 0 ? rest.text + piece : piece;
    const tooLong = text.length > limit || (at === 0 && rest.overrun);
    return tooLong ? { kind: 'too-long', number } : { kind: 'line', number, text };
  });
  const open = pieces.length === 0 ? rest.text + last : last;
  const overrun = open.length > limit || (pieces.length === 0 && rest.overrun);
  return [lines, { text: overrun ? '' : open, number: rest.number + pieces.length, overrun }];
}
