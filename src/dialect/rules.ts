import type { StatementCaveat } from '../caveat/read.js';
import { momentAt, readTime } from '../caveat/time.js';
import type { FieldsByReason, ReasonCode } from '../wording/judgement.js';
import { quote } from '../wording/quote.js';
import type { CaveatRule, Objection, Requirement, Situation, Verdict } from './dialect.js';
import { reasonFor } from './reason.js';

/** Judges the value of a caveat whose key and operator are known. */
export type ValueRule = (caveat: StatementCaveat, situation: Situation) => Verdict;

/** The rule for one key of the grammar, by operator: the key with any other operator is unknown to the verifier. */
export function keyRule(key: string, operators: Readonly<Record<string, ValueRule>>): CaveatRule {
  return (caveat, situation) => {
    if (caveat.form !== 'statement' || caveat.key !== key) return undefined;
    if (!Object.hasOwn(operators, caveat.operator)) {
      return unknown('operator-unknown', { key: quote(key), operator: quote(caveat.operator) });
    }
    return operators[caveat.operator]?.(caveat, situation);
  };
}

const RELATIONS = {
  '<': { relation: 'before', holds: (now: number, ms: number) => now < ms },
  '>': { relation: 'after', holds: (now: number, ms: number) => now > ms },
  '==': { relation: 'exactly at', holds: (now: number, ms: number) => now === ms },
} as const;

/** The draft's `time`: met strictly before, strictly after, or exactly at a time in ms. */
export function timeRule(operator: keyof typeof RELATIONS): ValueRule {
  const { relation, holds } = RELATIONS[operator];
  return ({ value }, { now }) => {
    const reading = readTime(value, now);
    if (reading.state === 'not-a-time') return malformed('not-a-time', { value: quote(value) });
    const { ms, iso } = reading.moment;
    if (holds(now, ms)) return met('time-met', { iso, relation });
    if (reading.unit !== 'seconds') return unmet('time-unmet', { iso, relation });
    return unmet('time-unmet-seconds', { iso, relation, meant: momentAt(ms * 1000, now).iso });
  };
}

/** Asks that some caveat name a user: a token that names none is nobody's. */
export const namesUser: Requirement = ({ grant }) => (grant.userId === null ? objection('no-user', {}) : undefined);

export function met<C extends ReasonCode>(code: C, fields: FieldsByReason[C]): Verdict {
  return { state: 'met', ...reasonFor(code, fields) };
}

export function unmet<C extends ReasonCode>(code: C, fields: FieldsByReason[C]): Verdict {
  return { state: 'unmet', ...reasonFor(code, fields) };
}

export function unknown<C extends ReasonCode>(code: C, fields: FieldsByReason[C]): Verdict {
  return { state: 'unknown', ...reasonFor(code, fields) };
}

export function malformed<C extends ReasonCode>(code: C, fields: FieldsByReason[C]): Verdict {
  return { state: 'malformed', ...reasonFor(code, fields) };
}

/** An objection to the token as a whole, or to the caveats named. */
export function objection<C extends ReasonCode>(
  code: C,
  fields: FieldsByReason[C],
  caveats: readonly number[] = [],
): Objection {
  return { ...reasonFor(code, fields), caveats };
}
