import { BASE62, CHECKSUM_LENGTH, checksumOf } from './checksum.js';
import { type Family, hasValidChecksum, splitChecksum } from './family.js';

/** The single slip that explains a wrong checksum. `byte` is an offset into the token. */
export type Damage =
  | { readonly kind: 'cut-off'; readonly byte: number; readonly missing: number }
  | { readonly kind: 'changed' | 'missing' | 'extra'; readonly byte: number };

/** A longer localpart is rare, and the time of the search grows with the square. */
const LONGEST_SEARCHED = 200;
const ALPHABET = `${BASE62}+/`;

/**
 * Finds the one slip that explains a wrong checksum: the end cut off, or one character changed, missing or added.
 * Does not tell which character would be right. A chance match has odds below one in a hundred thousand.
 * Undefined if more than one character is wrong.
 */
export function locateDamage(token: string, family: Family): Damage | undefined {
  if (token.length > LONGEST_SEARCHED) return undefined;
  return findCutOff(token, family) ?? findInChecksum(token, family) ?? findInBody(token, family);
}

function findCutOff(token: string, family: Family): Damage | undefined {
  const { body, checksum } = splitChecksum(token);
  if (checksum.length >= CHECKSUM_LENGTH || checksum.length < 3) return undefined;
  if (!checksumOf(body, family.order).startsWith(checksum)) return undefined;
  return { kind: 'cut-off', byte: token.length, missing: CHECKSUM_LENGTH - checksum.length };
}

function findInChecksum(token: string, family: Family): Damage | undefined {
  const { body, checksum } = splitChecksum(token);
  const right = checksumOf(body, family.order);
  const at = firstDifference(right, checksum);
  const byte = body.length + 1 + at;
  const sameLength = right.length === checksum.length;
  if (sameLength && right.slice(at + 1) === checksum.slice(at + 1)) return { kind: 'changed', byte };
  if (right.slice(at + 1) === checksum.slice(at)) return { kind: 'missing', byte };
  if (right.slice(at) === checksum.slice(at + 1)) return { kind: 'extra', byte };
  return undefined;
}

function firstDifference(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

function findInBody(token: string, family: Family): Damage | undefined {
  const end = splitChecksum(token).body.length;
  for (let byte = family.prefix.length + 1; byte < end; byte++) {
    const before = token.slice(0, byte);
    const after = token.slice(byte + 1);
    if (hasValidChecksum(before + after, family)) return { kind: 'extra', byte };
    for (const character of ALPHABET) {
      if (hasValidChecksum(before + character + after, family)) return { kind: 'changed', byte };
      if (hasValidChecksum(before + character + token.slice(byte), family)) return { kind: 'missing', byte };
    }
  }
  return undefined;
}
