import { type ReadCaveat, readCaveats } from '../caveat/read.js';
import type { Dialect, Purpose } from '../dialect/dialect.js';
import { type JudgedCaveat, judge } from '../dialect/judge.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { REFUSALS } from '../wording/reference.js';
import type { Issued } from './tokens.js';

/** Something that speaks against a token, and how the answer says so. `error` repeats nothing from the token. */
export interface Ground {
  readonly kind: 'signature' | 'unknown' | 'malformed' | 'third-party' | 'expired' | 'unmet' | 'no-user';
  /** The key of the caveat at fault, where it has one. */
  readonly key: string | undefined;
  readonly error: string;
}

/** What a token is judged by. Without `key` the signature is not looked at. */
export interface Bench {
  readonly dialect: Dialect;
  readonly key: Uint8Array | undefined;
  readonly now: number;
}

/** What `judge` makes of a token: whom it says it is for, and all that speaks against it. */
export interface Hearing {
  readonly userId: string;
  readonly grounds: readonly Ground[];
}

/** Puts a token before `judge`, the same that `verify` and `check` use, and words its objections as a server's answers. */
export function hear(macaroon: Macaroon, issued: Issued, purpose: Purpose, { dialect, key, now }: Bench): Hearing {
  const judged = judge({ macaroon, dialect, now, purpose, user: issued.userId, ...(key !== undefined && { key }) });
  const read = readCaveats(macaroon.caveats);
  const grounds = judged.objections.map(({ caveats: [index] }) =>
    index === undefined ? ofWhole(judged.signature.state) : ofCaveat(read[index - 1], judged.caveats[index - 1]),
  );
  return { userId: judged.grant.userId ?? issued.userId, grounds };
}

function ofWhole(signature: string): Ground {
  const sound = signature === 'valid' || signature === 'skipped';
  return sound
    ? { kind: 'no-user', key: undefined, error: REFUSALS.noUser }
    : { kind: 'signature', key: undefined, error: REFUSALS.signature };
}

function ofCaveat(caveat: ReadCaveat | undefined, judged: JudgedCaveat | undefined): Ground {
  const index = judged?.index ?? 0;
  const key = caveat?.form === 'statement' ? caveat.key : undefined;
  if (caveat?.form === 'third-party') return { kind: 'third-party', key, error: REFUSALS.thirdParty(index) };
  switch (judged?.state) {
    case 'unknown':
      return { kind: 'unknown', key, error: REFUSALS.unknown(index) };
    case 'malformed':
      return { kind: 'malformed', key, error: REFUSALS.malformed(index) };
    case 'unsigned':
      return { kind: 'signature', key, error: REFUSALS.signature };
    default:
      return isDeadline(caveat)
        ? { kind: 'expired', key, error: REFUSALS.expired(index) }
        : { kind: 'unmet', key, error: REFUSALS.unmet(index) };
  }
}

function isDeadline(caveat: ReadCaveat | undefined): boolean {
  return caveat?.form === 'statement' && caveat.key === 'time' && caveat.operator === '<';
}
