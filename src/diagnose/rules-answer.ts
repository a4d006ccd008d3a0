import { EXIT } from '../wording/exit-codes.js';
import { type Facts, refusalOf } from './facts.js';
import type { Rule } from './rule.js';

/** Answers of servers that say on their own what is the matter. */
export const ANSWER_RULES: readonly Rule[] = [
  { id: 'user-locked', exit: EXIT.credentials, when: refusedWith('M_USER_LOCKED') },
  { id: 'account-expired', exit: EXIT.credentials, when: refusedWith('ORG_MATRIX_EXPIRED_ACCOUNT') },
  { id: 'user-deactivated', exit: EXIT.credentials, when: refusedWith('M_USER_DEACTIVATED') },
  // synapse#5756, #7443, element-hq/synapse#18694.
  { id: 'soft-logout', exit: EXIT.credentials, when: (facts) => refusalOf(facts)?.softLogout === true },
  // MAS#3735, element-web#23063.
  { id: 'header-dropped', exit: EXIT.credentials, when: refusedWith('M_MISSING_TOKEN') },
  // Synapse `api/auth/internal.py`, `get_user_by_access_token`.
  {
    id: 'guest-is-regular',
    exit: EXIT.credentials,
    when: saysWhenRefusing(/guest access token used for regular user/i),
  },
  { id: 'user-missing', exit: EXIT.credentials, when: saysWhenRefusing(/^unknown user_id /i) },
  // Synapse `api/auth/mas.py`.
  { id: 'no-matrix-scope', exit: EXIT.credentials, when: saysWhenRefusing(/grant access to the matrix/i) },
  // MAS#1864, #3613, #4336, #5311, synapse#16319, #18659.
  { id: 'introspection-failed', exit: EXIT.network, when: isIntrospectionFailure },
];

function refusedWith(errcode: string): Rule['when'] {
  return (facts) => refusalOf(facts)?.errcode === errcode;
}

function saysWhenRefusing(words: RegExp): Rule['when'] {
  return (facts) => words.test(refusalOf(facts)?.error ?? '');
}

function isIntrospectionFailure({ server }: Facts): boolean {
  return server.kind === 'asked' && server.whoami.kind === 'server-error' && /introspect/i.test(server.whoami.error);
}
