import { EXIT } from '../wording/exit-codes.js';
import type { Rule } from './rule.js';

/** What can be said where no server was asked and nothing speaks against the token. The last rule always applies. */
export const OFFLINE_RULES: readonly Rule[] = [
  { id: 'verified-offline', exit: EXIT.ok, when: ({ verified }) => verified?.verdict === 'accepted' },
  {
    id: 'needs-key-or-server',
    exit: EXIT.inconclusive,
    when: ({ verified }) => verified?.signature.state === 'skipped',
  },
  { id: 'needs-server', exit: EXIT.inconclusive, when: () => true },
];
