import { Flags } from '@oclif/core';
import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import type { ThirdPartyDemand } from '../macaroon/third-party.js';
import { ATTENUATE_USAGE } from '../wording/attenuate.js';
import { readDuration } from './duration.js';
import { readInstant } from './instant.js';
import type { Io } from './io.js';
import { readOneKey } from './one-key.js';

/** The flags that name a caveat to put into a macaroon. */
export const CAVEAT_FLAGS = {
  'expires-in': Flags.string({
    description: 'valid for this long from now: time < …',
    helpGroup: 'CAVEATS',
    helpValue: '1h30m',
    exclusive: ['expires-at'],
  }),
  'expires-at': Flags.string({
    description: 'valid before this time: time < …',
    helpGroup: 'CAVEATS',
    helpValue: 'ISO',
  }),
  'not-before': Flags.string({
    description: 'valid after this time: time > …',
    helpGroup: 'CAVEATS',
    helpValue: 'ISO',
  }),
  caveat: Flags.string({
    description: 'any caveat; repeatable',
    helpGroup: 'CAVEATS',
    helpValue: "'key = value'",
    multiple: true,
    multipleNonGreedy: true,
  }),
  'allow-nonstandard': Flags.boolean({
    description: 'add caveats, too, that no server understands, to see whether it rejects them',
    helpGroup: 'CAVEATS',
  }),
};

/** The flag that names a token's type, which the draft has three of. */
export const TYPE_FLAG = Flags.string({
  description: 'valid for this alone: type = …',
  helpGroup: 'CAVEATS',
  options: ['access', 'refresh', 'login'],
});

/** The flags that ask for a third party's confirmation. */
export const THIRD_PARTY_FLAGS = {
  'third-party': Flags.string({
    description: 'valid only with a discharge of the third party at this location',
    helpGroup: 'THIRD PARTY',
    helpValue: 'LOCATION',
  }),
  'caveat-key-file': Flags.string({
    description: "the key that the third party signs its discharge with; '-' is standard input",
    helpGroup: 'THIRD PARTY',
    helpValue: 'FILE',
  }),
  'caveat-id': Flags.string({
    description: 'what the third party is told; by default a random name',
    helpGroup: 'THIRD PARTY',
    helpValue: 'TEXT',
  }),
};

/** The flags that name a caveat, as they are typed. */
export interface CaveatFlags {
  readonly 'expires-in'?: string | undefined;
  readonly 'expires-at'?: string | undefined;
  readonly 'not-before'?: string | undefined;
  readonly type?: string | undefined;
  readonly caveat?: readonly string[] | undefined;
}

/** The moment after which the flags want the token to be of no use, in ms; undefined where they name none. Throws `ERR_USAGE`. */
export function readExpiry(flags: CaveatFlags, now: number): number | undefined {
  const { 'expires-in': expiresIn, 'expires-at': expiresAt } = flags;
  if (expiresIn !== undefined) return now + readDuration(expiresIn, '--expires-in');
  return expiresAt === undefined ? undefined : readInstant(expiresAt, '--expires-at');
}

/** The caveats that the flags ask for, times first, in the draft's form. Does not check what `--caveat` says. Throws `ERR_USAGE`. */
export function readCaveatFlags(flags: CaveatFlags, now: number): string[] {
  const { 'not-before': notBefore, type, caveat = [] } = flags;
  const expires = readExpiry(flags, now);
  return [
    ...(expires === undefined ? [] : [`time < ${expires}`]),
    ...(notBefore === undefined ? [] : [`time > ${readInstant(notBefore, '--not-before')}`]),
    ...(type === undefined ? [] : [`type = ${type}`]),
    ...caveat,
  ];
}

/** The flags that ask for a third party's confirmation, as they are typed. */
export interface ThirdPartyFlags {
  readonly 'third-party'?: string | undefined;
  readonly 'caveat-key-file'?: string | undefined;
  readonly 'caveat-id'?: string | undefined;
}

/**
 * What the flags ask a third party for; undefined where they ask for nothing. `name` makes a caveat's identifier where none was given. Throws
 * `ERR_USAGE`, and what reading the key throws.
 */
export async function readThirdParty(
  flags: ThirdPartyFlags,
  io: Io,
  name: () => string,
): Promise<ThirdPartyDemand | undefined> {
  const { 'third-party': location, 'caveat-key-file': file, 'caveat-id': identifier } = flags;
  if (location === undefined) {
    if (file === undefined && identifier === undefined) return undefined;
    throw failure('ERR_USAGE', { problem: ATTENUATE_USAGE.caveatKeyAlone });
  }
  const key = await readOneKey({ file, missing: ATTENUATE_USAGE.thirdPartyKey }, io);
  return { location: encodeUtf8(location), identifier: encodeUtf8(identifier ?? name()), key };
}
