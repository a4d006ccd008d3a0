import type { ReadCaveat } from '../../caveat/read.js';
import { momentAt, readTime } from '../../caveat/time.js';
import { type Quoted, quote } from '../../wording/quote.js';
import type { CaveatRule, Requirement, Verdict } from '../dialect.js';
import { malformed, met, objection, unknown, unmet } from '../rules.js';
import { textOf, userOf } from './caveat-text.js';
import { readPythonInt } from './python-int.js';

/** pymacaroons `satisfy_exact`: the caveat must be this text, byte for byte. */
export function exactText(expected: string): (caveat: ReadCaveat) => Verdict | undefined {
  return (caveat) => {
    if (textOf(caveat) === expected) return met('exact-text-met', { expected });
    return hasKeyOf(caveat, expected) ? unmet('exact-text-unmet', { expected }) : undefined;
  };
}

/** `satisfy_general(lambda c: c.startswith(…))`: any value will do, an empty one too. */
export function anyValueAfter(expected: string): (caveat: ReadCaveat) => Verdict | undefined {
  return (caveat) => {
    if (textOf(caveat)?.startsWith(expected)) return met('prefix-met', { expected });
    return hasKeyOf(caveat, expected) ? unknown('prefix-unmet', { expected }) : undefined;
  };
}

const TIME = 'time < ';

/** `satisfy_expiry`: `now < int(value)`, in ms. What Python's `int` cannot read is an exception, signed or not. */
export const enforcedTime: CaveatRule = (caveat, { now }) => {
  const text = textOf(caveat);
  if (!text?.startsWith(TIME)) return anyValueAfter(TIME)(caveat);
  const value = text.slice(TIME.length);
  const ms = readPythonInt(value);
  return ms === undefined ? { ...malformed('not-an-int', { value: quote(value) }), aborts: true } : judgeTime(ms, now);
};

function judgeTime(ms: number, now: number): Verdict {
  const reading = readTime(String(ms), now);
  if (reading.state === 'not-a-time') return now < ms ? met('time-met-beyond', {}) : unmet('time-unmet-beyond', {});
  const fields = { iso: reading.moment.iso, relation: 'before' };
  if (now < ms) return met('time-met', fields);
  if (reading.unit !== 'seconds') return unmet('time-unmet', fields);
  return unmet('time-unmet-seconds', { ...fields, meant: momentAt(ms * 1000, now).iso });
}

/** Synapse 0.16.1 to 1.29: the first `user_id` counts, and a different one is not met. */
export const firstUser: CaveatRule = judgeUsers((fields) => unmet('user-conflict', fields));

/** `get_value_from_macaroon` (since 1.30.0): a different second user is an exception, signed or not. */
export const oneUser: CaveatRule = judgeUsers((fields) => ({ ...unmet('user-conflict-raised', fields), aborts: true }));

function judgeUsers(onConflict: (fields: { value: Quoted; other: Quoted }) => Verdict): CaveatRule {
  return (caveat, { grant }) => {
    const user = userOf(caveat);
    if (user === undefined) return anyValueAfter('user_id = ')(caveat);
    const other = grant.userId ?? '';
    return user === other ? met('user-met', {}) : onConflict({ value: quote(user), other: quote(other) });
  };
}

/** No discharge is ever given, which pymacaroons answers with an exception, as it does bytes that are not UTF-8. */
export const unreadable: CaveatRule = (caveat) => {
  if (caveat.form === 'third-party') return { ...unmet('third-party', {}), aborts: true };
  return caveat.form === 'not-text' ? { ...malformed('not-text', {}), aborts: true } : undefined;
};

/** pymacaroons hands V2 caveats over as bytes, which Synapse takes for text: an exception. */
export const onlyV1: Requirement = ({ version }) => (version === 1 ? undefined : objection('only-v1', {}));

/** Whether the caveat has the key of the text expected, though not the rest of it. */
function hasKeyOf(caveat: ReadCaveat, expected: string): boolean {
  return caveat.form === 'statement' && expected.startsWith(`${caveat.key} `);
}
