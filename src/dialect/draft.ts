import { statementsOf } from '../caveat/conflict.js';
import { isUserId } from '../caveat/user-id.js';
import { quote } from '../wording/quote.js';
import type { Dialect, Situation } from './dialect.js';
import { keyRule, malformed, met, namesUser, timeRule, unmet, type ValueRule } from './rules.js';

/**
 * The caveat draft of 2015, to the letter: four keys with their operators, and nothing else is understood. What Synapse adds
 * (`nonce`, `guest`) is unknown here, so such tokens are rejected, as the draft requires.
 */
export const DRAFT: Dialect = {
  id: 'draft',
  title: 'the caveat draft of 2015',
  source: 'matrix-doc, drafts/macaroons_caveats.rst (902c7d3e, 2015)',
  verification: 'every-caveat',
  readGrant: (caveats) => ({
    userId: statementsOf(caveats, 'user_id')[0]?.value ?? null,
    type: statementsOf(caveats, 'type')[0]?.value ?? null,
    guest: false,
  }),
  rules: [
    keyRule('gen', { '=': judgeGeneration }),
    keyRule('user_id', { '=': judgeUser }),
    keyRule('type', { '=': judgeType }),
    keyRule('time', { '<': timeRule('<'), '>': timeRule('>'), '==': timeRule('==') }),
  ],
  requirements: [namesUser],
};

function judgeGeneration({ value }: Parameters<ValueRule>[0]) {
  return value === '1' ? met('generation-met', {}) : unmet('generation-unmet', { value: quote(value) });
}

/** The first `user_id` says whose the token is; one that differs cannot be met with it. */
function judgeUser({ value }: Parameters<ValueRule>[0], { grant, user }: Situation) {
  if (!isUserId(value)) return malformed('not-a-user-id', { value: quote(value) });
  if (grant.userId !== value) return unmet('user-conflict', { value: quote(value), other: quote(grant.userId ?? '') });
  return user === undefined || user === value ? met('user-met', {}) : unmet('user-unmet', { value: quote(value) });
}

const PURPOSES = {
  access: 'requests other than a token refresh or a login',
  refresh: 'a token refresh',
  login: 'a login',
};

function judgeType({ value }: Parameters<ValueRule>[0], { purpose }: Situation) {
  return value === purpose
    ? met('type-met', { purpose: PURPOSES[purpose] })
    : unmet('type-unmet', { type: quote(value), purpose: PURPOSES[purpose] });
}
