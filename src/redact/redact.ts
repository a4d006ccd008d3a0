import { type FoundToken, type Piece, Scanner } from './scanner.js';

/** What stands for a token: its kind, and enough of its fingerprint to tell it from others. Holds nothing of the token. */
export function placeholder({ kind, fingerprint }: Pick<FoundToken, 'kind' | 'fingerprint'>): string {
  return `<${kind}:${shortFingerprint(fingerprint)}>`;
}

const SHOWN = 'sha256:'.length + 8;

/** The beginning of a fingerprint: eight digits of it. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, SHOWN);
}

/** Reads a stream in pieces, a batch for each chunk. Bytes become one character each (latin1), so that those of no token can be passed on as they are. */
export async function* scanStream(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<readonly Piece[], void, undefined> {
  const scanner = new Scanner();
  for await (const chunk of source) yield scanner.push(Buffer.from(chunk).toString('latin1'));
  yield scanner.end();
}

/** The text of pieces, with a placeholder for each token. */
export function redactPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : placeholder(piece.token))).join('');
}

/**
 * Replaces every Matrix token in a text by its kind and fingerprint; changes nothing else. Does not find an opaque token without a name
 * such as `access_token` or `Bearer` in front of it.
 */
export function redactText(text: string): string {
  const scanner = new Scanner();
  const bytes = Buffer.from(text).toString('latin1');
  return Buffer.from(redactPieces([...scanner.push(bytes), ...scanner.end()]), 'latin1').toString();
}
