import type { ReadCaveat, StatementCaveat } from './read.js';
import { timeWindow } from './window.js';

/** Caveats that no request can meet together, or one that none can meet at all: the macaroon is never valid. */
export interface Conflict {
  readonly code: ConflictCode;
  /** The caveats at fault, from 1, in order. */
  readonly caveats: readonly number[];
}

/**
 * - `users-differ`, `types-differ`, `guest-differs`: two `user_id`, `type` or `guest` caveats with different values
 * - `generation`: a `gen` other than 1, the only generation there is
 * - `window-empty`: the `time` caveats leave no moment
 */
export type ConflictCode = 'users-differ' | 'types-differ' | 'guest-differs' | 'generation' | 'window-empty';

/** Finds every conflict by the draft's meaning of each key; does not ask what a particular server makes of them. Pure. */
export function findConflicts(caveats: readonly ReadCaveat[]): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [key, code] of [
    ['user_id', 'users-differ'],
    ['type', 'types-differ'],
    ['guest', 'guest-differs'],
  ] as const) {
    const differing = differingValues(statementsOf(caveats, key));
    if (differing.length > 0) conflicts.push({ code, caveats: differing });
  }
  const generations = statementsOf(caveats, 'gen').filter(({ value }) => value !== '1');
  if (generations.length > 0) conflicts.push({ code: 'generation', caveats: generations.map(({ index }) => index) });
  const { from, to, opening, closing } = timeWindow(caveats, 0);
  if (from > to) conflicts.push({ code: 'window-empty', caveats: ends(opening?.caveat, closing?.caveat) });
  return conflicts;
}

/** The statements `key = …`, in order. */
export function statementsOf(caveats: readonly ReadCaveat[], key: string): StatementCaveat[] {
  return caveats.filter(
    (caveat): caveat is StatementCaveat => caveat.form === 'statement' && caveat.key === key && caveat.operator === '=',
  );
}

/** The first statement and each that disagrees with it; nothing when all agree. */
function differingValues(statements: readonly StatementCaveat[]): number[] {
  const [first, ...others] = statements;
  const differing = others.filter(({ value }) => value !== first?.value);
  return first === undefined || differing.length === 0 ? [] : [first, ...differing].map(({ index }) => index);
}

function ends(opening: number | undefined, closing: number | undefined): number[] {
  const both = [opening, closing].filter((index) => index !== undefined);
  return [...new Set(both)].sort((a, b) => a - b);
}
