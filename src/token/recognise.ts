import { MatrixTokenError } from '../errors.js';
import { decodeMacaroon, recoverMacaroon } from '../macaroon/decode.js';
import type { Reading } from '../macaroon/reading.js';
import { familyOf } from './family.js';
import { type Jwt, readJwt } from './jwt.js';
import type { TokenNote } from './note.js';
import { type OpaqueToken, readOpaque } from './opaque.js';
import { type PrefixedToken, readPrefixed } from './prefixed.js';
import { looksLikeMacaroon } from './sniff.js';

/** What a token is, and what can be read from it without asking anyone. */
export type RecognisedToken = PrefixedToken | MacaroonToken | Jwt | OpaqueToken;

/** A macaroon, recognised by its content. What is odd about its bytes is in `reading.anomalies`. */
export interface MacaroonToken {
  readonly kind: 'macaroon';
  readonly reading: Reading;
  readonly notes: readonly TokenNote[];
}

/** The version byte and a location's or identifier's field, in base64 or in hex. */
const V2_START = /^(?:Ag[E-L]|020[12])/;

/**
 * Recognises a token's text, already unwrapped by `extractToken`, and decodes what it carries. Verifies no signature and asks no server.
 * Throws `ERR_NOT_A_TOKEN`, or what `recoverMacaroon` throws for a macaroon that is damaged beyond use; both name the byte.
 */
export function recogniseToken(token: string): RecognisedToken {
  const family = familyOf(token);
  if (family !== undefined) return readPrefixed(token, family);
  if (looksLikeMacaroon(token)) return { kind: 'macaroon', reading: recoverMacaroon(token), notes: [] };
  return readJwt(token) ?? readStrictly(token) ?? readOpaque(token);
}

/** A macaroon that does not begin like text, since its location or identifier is binary: it must be right to its last byte. */
function readStrictly(token: string): MacaroonToken | undefined {
  if (!V2_START.test(token)) return undefined;
  try {
    return { kind: 'macaroon', reading: decodeMacaroon(token), notes: [] };
  } catch (error) {
    if (error instanceof MatrixTokenError) return undefined;
    throw error;
  }
}
