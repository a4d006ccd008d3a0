import { familyOf } from '../token/family.js';
import { readJwt } from '../token/jwt.js';
import type { TokenKind } from '../token/kind.js';
import { looksLikeMacaroon } from '../token/sniff.js';

/** What a token is replaced as. `unknown` is one too long to be looked at. */
export type RedactedKind = TokenKind | 'macaroon-signature' | 'unknown';

/** What a detector says a token is; `by-content` leaves that to the value itself. */
export type Label = RedactedKind | 'by-content';

/** Says what a token of known place is. Decodes no more than it must. */
export function resolveLabel(label: Label, token: string): RedactedKind {
  if (label !== 'by-content') return label;
  const family = familyOf(token);
  if (family !== undefined) return family.kind;
  if (looksLikeMacaroon(token)) return 'macaroon';
  return readJwt(token) === undefined ? 'opaque' : 'jwt';
}
