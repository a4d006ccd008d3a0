import type { InspectReport } from '../report/inspect.js';
import { raisesDoubt } from '../report/inspect-findings.js';
import type { Purpose } from '../token/issuer.js';
import { EXIT } from '../wording/exit-codes.js';
import type { Facts } from './facts.js';
import type { Rule } from './rule.js';

/** What the token's form means, whatever any server says. */
export const FORM_RULES: readonly Rule[] = [
  { id: 'foreign-token', exit: EXIT.notAToken, when: ({ token }) => isForeign(token) },
  { id: 'damaged', exit: EXIT.notAToken, when: ({ token }) => isDamaged(token) },
  { id: 'unreadable', exit: EXIT.notAToken, when: ({ verified }) => verified?.ground === 'unreadable' },
  // element-hq/synapse#19287, MAS#2795.
  { id: 'refresh-token', exit: EXIT.inconclusive, when: ({ token }) => isRefreshToken(token) },
  { id: 'login-token', exit: EXIT.inconclusive, when: isFor('login') },
  { id: 'unsubscribe-token', exit: EXIT.inconclusive, when: isFor('delete-pusher') },
  // element-hq/synapse#18465, #12707.
  {
    id: 'oidc-session-expired',
    exit: EXIT.caveat,
    when: (facts) => isFor('oidc-session')(facts) && facts.token.effective?.state === 'expired',
  },
  { id: 'oidc-session', exit: EXIT.inconclusive, when: isFor('oidc-session') },
];

/** Whether a token is of a service that is none of Matrix: it must not be sent to a homeserver. */
export function isForeign({ findings }: InspectReport): boolean {
  return findings.some(({ code }) => code === 'foreign-token');
}

/** Whether requests are made with a token of this form. Others are exchanged for one, or stand in a link or a cookie. */
export function isForRequests(token: InspectReport): boolean {
  const purpose = token.issuer?.purpose;
  return !isRefreshToken(token) && !NOT_FOR_REQUESTS.some((other) => other === purpose);
}

const NOT_FOR_REQUESTS: readonly Purpose[] = ['login', 'delete-pusher', 'oidc-session'];

/** Whether something is wrong with the token as a whole, which only copying it again can cure. */
export function isDamaged({ findings }: InspectReport): boolean {
  return findings.some(raisesDoubt);
}

function isRefreshToken({ issuer, guess }: InspectReport): boolean {
  return issuer?.purpose === 'refresh' || issuer?.purpose === 'compat-refresh' || guess === 'tuwunel-refresh';
}

function isFor(purpose: Purpose): Rule['when'] {
  return ({ token }: Facts) => token.issuer?.purpose === purpose;
}
