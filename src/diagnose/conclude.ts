import type { Objection } from '../dialect/dialect.js';
import type { ConclusionId } from '../wording/conclusions.js';
import type { NoteId } from '../wording/diagnose.js';
import type { ExitCode } from '../wording/exit-codes.js';
import type { Facts } from './facts.js';
import { NOTE_RULES } from './notes.js';
import type { Rule } from './rule.js';
import { ACCEPTED_RULES } from './rules-accepted.js';
import { ANSWER_RULES } from './rules-answer.js';
import { FORM_RULES } from './rules-form.js';
import { MACAROON_RULES } from './rules-macaroon.js';
import { OFFLINE_RULES } from './rules-offline.js';
import { REFUSED_RULES } from './rules-refused.js';
import { TRANSPORT_RULES } from './rules-transport.js';

/**
 * Everything that facts can mean, in this order: what the server accepts is good; what the server says on its own goes before what we can
 * tell; what we can tell (form, key, caveats) goes before a bare refusal, which is the same for all of it, and before a server that did not
 * answer. The first rule that applies is the conclusion.
 */
export const RULES: readonly Rule[] = [
  ...ACCEPTED_RULES,
  ...ANSWER_RULES,
  ...FORM_RULES,
  ...MACAROON_RULES,
  ...REFUSED_RULES,
  ...TRANSPORT_RULES,
  ...OFFLINE_RULES,
];

/** What facts mean, and what is worth knowing besides. */
export interface Diagnosis {
  readonly id: ConclusionId;
  readonly exit: ExitCode;
  /** What it is about, of all that a verifier has against the token; null where it has nothing. */
  readonly objection: Objection | null;
  readonly notes: readonly NoteId[];
}

/** Draws the conclusion. Pure; does not word it. */
export function conclude(facts: Facts): Diagnosis {
  const notes = NOTE_RULES.filter(({ when }) => when(facts)).map(({ id }) => id);
  const rule = RULES.find(({ when }) => when(facts));
  if (rule === undefined) throw new TypeError('the last rule applies to everything');
  const objections = facts.verified?.objections ?? [];
  const { codes } = rule;
  const objection = codes === undefined ? objections[0] : objections.find(({ code }) => codes.includes(code));
  return { id: rule.id, exit: rule.exit, objection: objection ?? null, notes };
}
