import { readDuration } from './duration.js';
import { readInstant } from './instant.js';

/** The flags of `attenuate` that name a caveat, as they are typed. */
export interface CaveatFlags {
  readonly 'expires-in'?: string | undefined;
  readonly 'expires-at'?: string | undefined;
  readonly 'not-before'?: string | undefined;
  readonly type?: string | undefined;
  readonly caveat?: readonly string[] | undefined;
}

/** The caveats that the flags ask for, times first, in the draft's form. Does not check what `--caveat` says. Throws `ERR_USAGE`. */
export function readCaveatFlags(flags: CaveatFlags, now: number): string[] {
  const { 'expires-in': expiresIn, 'expires-at': expiresAt, 'not-before': notBefore, type, caveat = [] } = flags;
  return [
    ...(expiresIn === undefined ? [] : [`time < ${now + readDuration(expiresIn, '--expires-in')}`]),
    ...(expiresAt === undefined ? [] : [`time < ${readInstant(expiresAt, '--expires-at')}`]),
    ...(notBefore === undefined ? [] : [`time > ${readInstant(notBefore, '--not-before')}`]),
    ...(type === undefined ? [] : [`type = ${type}`]),
    ...caveat,
  ];
}
