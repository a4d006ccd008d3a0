import { EXIT } from '../wording/exit-codes.js';
import type { ReasonCode } from '../wording/judgement.js';
import { KEY_NAMES } from '../wording/keys.js';
import { type Facts, hasObjection } from './facts.js';
import type { Rule } from './rule.js';

const EXPIRED: readonly ReasonCode[] = ['time-unmet', 'time-unmet-beyond'];

/** What the key says, and then the caveats: a token that nobody signed may say anything. */
export const MACAROON_RULES: readonly Rule[] = [
  // Synapse never verified these: the signature explains nothing, a changed text does (synapse#11337).
  objected('narrowed-stored-token', EXIT.caveat, ['not-as-issued']),
  { id: 'weak-key', exit: EXIT.key, when: ({ verified }) => verified?.key.name === KEY_NAMES['cve-2019-5885'] },
  // synapse PR #558, #565: guests lose access after a change of the configuration.
  objected('key-changed', EXIT.key, ['key-not-in-force']),
  objected('key-misread', EXIT.key, ['key-read-otherwise']),
  objected('caveats-unsigned', EXIT.key, ['signature-unsigned']),
  objected('signature-cut-off', EXIT.key, ['signature-truncated']),
  objected('no-key-matches', EXIT.key, ['signature-mismatch']),
  objected('user-conflict', EXIT.caveat, ['user-conflict', 'user-conflict-raised']),
  objected('time-in-seconds', EXIT.caveat, ['time-unmet-seconds']),
  objected('expired-by-server-clock', EXIT.caveat, EXPIRED, ({ clock }) => clock.decidedBySkew),
  objected('not-yet', EXIT.caveat, EXPIRED, ({ token }) => token.effective?.state === 'not-yet'),
  objected('expired', EXIT.caveat, EXPIRED),
  objected('unknown-caveat', EXIT.caveat, ['key-unknown', 'operator-unknown', 'prefix-unmet']),
  objected('third-party', EXIT.caveat, ['third-party']),
  { id: 'caveat-refused', exit: EXIT.caveat, when: ({ verified }) => verified?.ground === 'content' },
  {
    id: 'jwt-expired',
    exit: EXIT.caveat,
    when: ({ token }) => token.jwt !== null && token.effective?.state === 'expired',
  },
];

/** A rule that applies where a verifier objects for one of these reasons. */
function objected(
  id: Rule['id'],
  exit: Rule['exit'],
  codes: readonly ReasonCode[],
  only: (facts: Facts) => boolean = () => true,
): Rule {
  return { id, exit, codes, when: (facts) => hasObjection(facts, codes) && only(facts) };
}
