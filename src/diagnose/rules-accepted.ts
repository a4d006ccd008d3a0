import { EXIT } from '../wording/exit-codes.js';
import { KEY_NAMES } from '../wording/keys.js';
import { type Facts, isAccepted, isKeyMatched, ownerOf } from './facts.js';
import type { Rule } from './rule.js';

/** What it means that the server accepts the token. The last rule always applies then. */
export const ACCEPTED_RULES: readonly Rule[] = [
  // synapse 0.12 to 0.16.1: the last `user_id` won.
  { id: 'accepted-as-another', exit: EXIT.violated, when: (facts) => isAccepted(facts) && namesTwoUsers(facts) },
  {
    id: 'accepted-though-unmet',
    exit: EXIT.violated,
    when: (facts) => isAccepted(facts) && isKeyMatched(facts) && isRefusedForContent(facts),
  },
  { id: 'another-user', exit: EXIT.caveat, when: isAnotherUser },
  // synapse#4664: whoever knows the word `None` makes tokens for anyone.
  {
    id: 'accepted-forgeable',
    exit: EXIT.violated,
    when: (facts) => isAccepted(facts) && facts.verified?.key.name === KEY_NAMES['cve-2019-5885'],
  },
  // synapse#4254, element-web#7839.
  {
    id: 'valid-guest',
    exit: EXIT.ok,
    when: ({ server }) => server.kind === 'asked' && server.whoami.kind === 'guest-forbidden',
  },
  { id: 'accepted', exit: EXIT.ok, when: isAccepted },
];

/** Two users, in caveats that a server which looks at them must find to contradict each other. */
function namesTwoUsers({ token }: Facts): boolean {
  const users = token.macaroon?.caveats.flatMap(({ key, value }) => (key === 'user_id' ? [value] : [])) ?? [];
  return new Set(users).size > 1;
}

function isRefusedForContent({ verified }: Facts): boolean {
  return verified?.verdict === 'refused' && verified.ground === 'content';
}

function isAnotherUser(facts: Facts): boolean {
  const owner = ownerOf(facts);
  return facts.expectedUser !== null && owner !== null && owner !== facts.expectedUser;
}
