import { checksumOf, type DigitOrder } from './checksum.js';
import type { PrefixedKind } from './kind.js';

/** One family of prefixed tokens: `prefix_[localpart_]random_checksum`. */
export interface Family {
  readonly prefix: string;
  readonly kind: PrefixedKind;
  readonly order: DigitOrder;
  /** Whether the part after the prefix is the user's localpart, in unpadded standard base64. */
  readonly carriesLocalpart: boolean;
  /** Characters of the random part. */
  readonly randomLength: number;
  /** The alphabet of the random part. */
  readonly random: RegExp;
}

/** Synapse `handlers/auth.py`, `generate_access_token` and its neighbours. */
function synapse(prefix: string, kind: PrefixedKind, carriesLocalpart: boolean): Family {
  return { prefix, kind, order: 'most-significant-first', carriesLocalpart, randomLength: 20, random: /^[A-Za-z]*$/ };
}

/** matrix-authentication-service `crates/data-model/src/tokens.rs`. */
function mas(prefix: string, kind: PrefixedKind): Family {
  return {
    prefix,
    kind,
    order: 'least-significant-first',
    carriesLocalpart: false,
    randomLength: 30,
    random: /^[A-Za-z0-9]*$/,
  };
}

/** Every family that is recognised by its prefix. */
export const FAMILIES: readonly Family[] = [
  synapse('syt', 'synapse-access', true),
  synapse('syr', 'synapse-refresh', true),
  synapse('syl', 'synapse-login', false),
  mas('mat', 'mas-access'),
  mas('mar', 'mas-refresh'),
  mas('mct', 'mas-compat-access'),
  mas('mcr', 'mas-compat-refresh'),
  mas('mpt', 'mas-personal'),
];

/** The family whose prefix and underscore a text begins with. Prefixes are case-sensitive, as they are for the servers. */
export function familyOf(text: string): Family | undefined {
  const prefix = text.slice(0, 3);
  return text[3] === '_' ? FAMILIES.find((family) => family.prefix === prefix) : undefined;
}

/** A token's text before the last underscore, which the checksum covers, and the checksum after it. */
export function splitChecksum(token: string): { readonly body: string; readonly checksum: string } {
  const at = token.lastIndexOf('_');
  return { body: token.slice(0, at), checksum: token.slice(at + 1) };
}

/** Whether the checksum at a token's end is that of the rest. Checks no other rule of the family. */
export function hasValidChecksum(token: string, family: Family): boolean {
  const { body, checksum } = splitChecksum(token);
  return body.length > family.prefix.length && checksumOf(body, family.order) === checksum;
}
