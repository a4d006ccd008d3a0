import { type Conflict, type ConflictCode, findConflicts, statementsOf } from './conflict.js';
import type { ReadCaveat } from './read.js';
import { standingOf } from './registry.js';
import { type Moment, readTime } from './time.js';
import { isUserId } from './user-id.js';
import { timeWindow } from './window.js';

/** What a macaroon's caveats, all together, leave it good for. Read off the caveats: whether they are signed is another question. */
export interface EffectiveRights {
  /** Null where no caveat names a user, or two name different ones. */
  readonly userId: string | null;
  /** What it allows (`access`, `refresh`, `login`, …); null where nothing says, or two disagree. */
  readonly type: string | null;
  readonly guest: boolean;
  /** Valid strictly after this moment, or exactly at it where `expires` is the same one (`time ==`). */
  readonly notBefore: Moment | null;
  /** Valid strictly before this moment; null where nothing ends it. */
  readonly expires: Moment | null;
  readonly state: RightsState;
  /** Why the state is what it is; empty for `live`. */
  readonly causes: readonly Cause[];
}

/**
 * - `never`: its caveats contradict each other, so no server, user or time can satisfy them
 * - `expired`, `not-yet`: the clock says no
 * - `undetermined`: a caveat that not every server understands, so it depends on the server
 * - `live`: every caveat is understood and nothing speaks against it
 */
export type RightsState = 'live' | 'undetermined' | 'not-yet' | 'expired' | 'never';

export interface Cause {
  readonly code: CauseCode;
  readonly caveats: readonly number[];
}

/** `unclear`: a server that follows the draft must reject it, another may know more than the draft. */
export type CauseCode = ConflictCode | 'expired' | 'not-yet' | 'unclear';

/**
 * Works out whose a macaroon is, what for, from when and until when, by the draft's meaning of its caveats. Does not check the
 * signature. `now` is the clock to judge by, in ms. Adding a caveat never widens the result. Never throws.
 */
export function effectiveRights(caveats: readonly ReadCaveat[], now: number): EffectiveRights {
  const { from, to, opening, closing } = timeWindow(caveats, now);
  const conflicts = findConflicts(caveats);
  const { state, causes } = decide(conflicts, [
    { state: 'expired', holds: now > to, cause: { code: 'expired', caveats: indexOf(closing) } },
    { state: 'not-yet', holds: now < from, cause: { code: 'not-yet', caveats: indexOf(opening) } },
    ...unclear(caveats),
  ]);
  return {
    userId: onlyValue(caveats, 'user_id'),
    type: onlyValue(caveats, 'type'),
    guest: onlyValue(caveats, 'guest') === 'true',
    notBefore: opening?.moment ?? null,
    expires: closing?.moment ?? null,
    state,
    causes,
  };
}

interface Ground {
  readonly state: RightsState;
  readonly holds: boolean;
  readonly cause: Cause;
}

/** The strongest state that has a ground. Conflicts first: what is never valid is not merely expired. */
function decide(conflicts: readonly Conflict[], grounds: readonly Ground[]): Pick<EffectiveRights, 'state' | 'causes'> {
  if (conflicts.length > 0) return { state: 'never', causes: conflicts };
  const first = grounds.find(({ holds }) => holds);
  return first === undefined ? { state: 'live', causes: [] } : { state: first.state, causes: [first.cause] };
}

function unclear(caveats: readonly ReadCaveat[]): Ground[] {
  const unclearOnes = caveats.filter((caveat) => !isClear(caveat)).map(({ index }) => index);
  return [{ state: 'undetermined', holds: unclearOnes.length > 0, cause: { code: 'unclear', caveats: unclearOnes } }];
}

const TYPES: ReadonlySet<string> = new Set(['access', 'refresh', 'login', 'delete_pusher', 'session']);

/** Whether every server that issues or specifies this caveat reads it alike. */
function isClear(caveat: ReadCaveat): boolean {
  const standing = standingOf(caveat);
  if (standing === 'unknown' || standing === 'malformed') return false;
  if (caveat.form !== 'statement') return true;
  switch (caveat.key) {
    case 'user_id':
      return isUserId(caveat.value);
    case 'type':
      return TYPES.has(caveat.value);
    case 'guest':
      return caveat.value === 'true';
    case 'time': {
      const reading = readTime(caveat.value, 0);
      return reading.state === 'time' && reading.unit !== 'second-of-minute';
    }
    default:
      return true;
  }
}

function onlyValue(caveats: readonly ReadCaveat[], key: string): string | null {
  const values = new Set(statementsOf(caveats, key).map(({ value }) => value));
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

function indexOf(end: { readonly caveat: number } | undefined): number[] {
  return end === undefined ? [] : [end.caveat];
}
