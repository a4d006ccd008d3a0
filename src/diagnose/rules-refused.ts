import { EXIT } from '../wording/exit-codes.js';
import { type Facts, refusalOf } from './facts.js';
import type { Rule } from './rule.js';

/** What a bare refusal means, by what the token is: servers refuse all bad tokens in the same words. The last rule always applies then. */
export const REFUSED_RULES: readonly Rule[] = [
  { id: 'route-missing', exit: EXIT.network, when: (facts) => refusalOf(facts)?.errcode === 'M_UNRECOGNIZED' },
  { id: 'refused-otherwise', exit: EXIT.credentials, when: (facts) => !isUnknownToken(facts) && refused(facts) },
  // MAS#1445, PR #4358, element-call#3399.
  { id: 'guest-behind-mas', exit: EXIT.credentials, when: (facts) => isGuest(facts) && isBehindMas(facts) },
  // MAS#4090, PR #4093, #3797.
  { id: 'macaroon-behind-mas', exit: EXIT.credentials, when: (facts) => isMacaroon(facts) && isBehindMas(facts) },
  // MAS#4492: a copied token dies within minutes.
  { id: 'not-active', exit: EXIT.credentials, when: (facts) => isUnknownToken(facts) && isBehindMas(facts) },
  {
    id: 'verified-but-refused',
    exit: EXIT.key,
    when: (facts) => isUnknownToken(facts) && facts.verified?.verdict === 'accepted',
  },
  {
    id: 'signed-but-not-stored',
    exit: EXIT.credentials,
    when: (facts) => isMacaroon(facts) && saysUnrecognised(facts),
  },
  { id: 'guest-refused', exit: EXIT.credentials, when: (facts) => isGuest(facts) && isUnknownToken(facts) },
  // mautrix/whatsapp#611 and its like, matrix-bifrost#8.
  {
    id: 'as-token-unknown',
    exit: EXIT.credentials,
    when: (facts) => facts.token.guess === 'application-service' && isUnknownToken(facts),
  },
  // synapse#11337, element-web#10354, matrix-registration-bot#7.
  { id: 'unknown-to-server', exit: EXIT.credentials, when: isUnknownToken },
];

function refused(facts: Facts): boolean {
  return refusalOf(facts) !== undefined;
}

function isUnknownToken(facts: Facts): boolean {
  return refusalOf(facts)?.errcode === 'M_UNKNOWN_TOKEN';
}

/** By what the server says of itself, or by words that only Synapse behind MAS has (`api/auth/mas.py`). */
function isBehindMas(facts: Facts): boolean {
  if (!isUnknownToken(facts)) return false;
  const { server } = facts;
  const saysSo = server.kind === 'asked' && server.homeserver.oauth === true;
  return saysSo || /token is not active/i.test(refusalOf(facts)?.error ?? '') || facts.token.kind.startsWith('mas-');
}

function isMacaroon({ token }: Facts): boolean {
  return token.kind === 'macaroon';
}

function isGuest({ token }: Facts): boolean {
  return token.issuer?.purpose === 'guest-access' && token.issuer.software === 'synapse';
}

/** Synapse before 1.34, of a macaroon that it verified and then did not find. */
function saysUnrecognised(facts: Facts): boolean {
  return isUnknownToken(facts) && /unrecognised access token/i.test(refusalOf(facts)?.error ?? '');
}
