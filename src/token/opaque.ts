import { failure } from '../errors.js';
import type { OpaqueGuess } from '../wording/opaque-guesses.js';
import type { TokenNote } from './note.js';

/** A token of which nothing can be read offline, and what it probably is by its length, alphabet or prefix. */
export interface OpaqueToken {
  readonly kind: 'opaque';
  readonly guess: OpaqueGuess | null;
  readonly notes: readonly TokenNote[];
}

const SHORTEST = 16;
const LONGEST = 4096;

/**
 * Accepts one run of 16 to 4096 printable ASCII characters without blanks as a token, and guesses what it is.
 * Throws `ERR_NOT_A_TOKEN` with the byte at which anything else stops being one.
 */
export function readOpaque(token: string): OpaqueToken {
  const foreign = token.search(/[^\x21-\x7e]/);
  if (foreign !== -1) throw notAToken(foreign, 'a printable ASCII character other than a blank');
  if (token.length < SHORTEST) throw notAToken(token.length, `more characters: a token has at least ${SHORTEST}`);
  if (token.length > LONGEST) throw notAToken(LONGEST, 'the end: no token but a macaroon is longer');
  if (holdsMacaroonEnd(token))
    throw notAToken(0, 'the beginning of a macaroon, which is missing: only its end is here');
  const guess = guessIssuer(token);
  const note: TokenNote = { code: guess !== null && FOREIGN.has(guess) ? 'foreign-token' : 'opaque-token' };
  const misspelt = /^(?:sy[trl]|ma[tr]|mc[tr]|mpt)[_-]/i.test(token);
  return { kind: 'opaque', guess, notes: misspelt ? [{ code: 'misspelt-prefix', byte: 0 }, note] : [note] };
}

function notAToken(byte: number, expected: string) {
  return failure('ERR_NOT_A_TOKEN', { byte, expected });
}

/** A V1 macaroon that lost its beginning still ends in a signature packet, at one of the four alignments of base64. */
function holdsMacaroonEnd(token: string): boolean {
  return ['', 'A', 'AA', 'AAA'].some((shift) => Buffer.from(shift + token, 'base64').includes('\n002fsignature '));
}

/** Tokens that no homeserver has anything to do with. */
const FOREIGN: ReadonlySet<OpaqueGuess> = new Set(['pypi', 'fly', 'other-service']);

const GUESSES: ReadonlyArray<readonly [OpaqueGuess, RegExp]> = [
  ['pypi', /^pypi-/],
  ['fly', /^(?:fm2|fm1r|fm1a|fo1)_/],
  ['other-service', /^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_|AKIA)/],
  ['tuwunel-refresh', /^refresh_[A-Za-z0-9]{32}$/],
  ['encrypted-jwt', /^eyJ[\w-]*\.[\w-]*\.[\w-]*\.[\w-]*\.[\w-]*$/],
  ['synapse-before-macaroons', /^QG[\w-]+\.{1,3}[A-Za-z]{18}$/],
  ['application-service', /^(?:[0-9a-f]{64}|[0-9a-f]{128})$/],
  ['dendrite', /^[\w-]{43}$/],
  ['conduit-family', /^[A-Za-z0-9]{32}$/],
  ['continuwuity', /^[A-Za-z0-9]{24}$/],
];

function guessIssuer(token: string): OpaqueGuess | null {
  return GUESSES.find(([, pattern]) => pattern.test(token))?.[0] ?? null;
}
