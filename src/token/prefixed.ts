import { CHECKSUM_LENGTH, type ChecksumState } from './checksum.js';
import { type Damage, locateDamage } from './damage.js';
import { type Family, hasValidChecksum } from './family.js';
import type { PrefixedKind } from './kind.js';
import type { TokenNote } from './note.js';

/** A token that names its family in a prefix. A damaged one is still of its family; `notes` say what is wrong with it. */
export interface PrefixedToken {
  readonly kind: PrefixedKind;
  /** The localpart that the token carries, decoded and unescaped: hostile text. Null where the kind carries none or it is unreadable. */
  readonly localpart: string | null;
  readonly checksum: ChecksumState;
  readonly notes: readonly TokenNote[];
}

/** Reads a token of a family: its localpart and its checksum. Does not know whether a server ever issued it. Never throws. */
export function readPrefixed(token: string, family: Family): PrefixedToken {
  const localpart = family.carriesLocalpart ? readLocalpart(token) : undefined;
  const notes = [...findIllegalCharacter(token, family), ...findShapeProblems(token, family)];
  if (family.carriesLocalpart && localpart === undefined) notes.push({ code: 'unreadable-localpart', byte: 4 });
  const checksum = hasValidChecksum(token, family) ? 'valid' : 'invalid';
  if (checksum === 'invalid') notes.unshift(explainChecksum(token, family));
  return { kind: family.kind, localpart: localpart ?? null, checksum, notes };
}

const CODE_OF_DAMAGE = {
  'cut-off': 'end-cut-off',
  changed: 'character-changed',
  missing: 'character-missing',
  extra: 'character-extra',
} as const satisfies Record<Damage['kind'], TokenNote['code']>;

function explainChecksum(token: string, family: Family): TokenNote {
  const damage = locateDamage(token, family);
  if (damage === undefined) return { code: 'checksum-mismatch', byte: token.lastIndexOf('_') + 1 };
  return { code: CODE_OF_DAMAGE[damage.kind], byte: damage.byte };
}

function findIllegalCharacter(token: string, family: Family): TokenNote[] {
  const at = token.search(family.carriesLocalpart ? /[^A-Za-z0-9_+/]/ : /[^A-Za-z0-9_]/);
  return at === -1 ? [] : [{ code: 'illegal-character', byte: at }];
}

function findShapeProblems(token: string, family: Family): TokenNote[] {
  const parts = token.split('_');
  const expected = family.carriesLocalpart ? 4 : 3;
  if (parts.length !== expected) return [{ code: 'wrong-parts', byte: token.length }];
  const random = parts.at(-2) ?? '';
  const checksum = parts.at(-1) ?? '';
  const byte = token.length - checksum.length - 1 - random.length;
  const sound = random.length === family.randomLength && family.random.test(random);
  return sound || checksum.length !== CHECKSUM_LENGTH ? [] : [{ code: 'wrong-random-part', byte }];
}

/** Synapse writes the localpart in *standard* base64 without padding, which never holds an underscore. */
function readLocalpart(token: string): string | undefined {
  const encoded = token.split('_')[1] ?? '';
  if (encoded === '' || /[^A-Za-z0-9+/]/.test(encoded)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64').replaceAll('=', '') !== encoded) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
