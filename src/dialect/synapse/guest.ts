import { quote } from '../../wording/quote.js';
import type { Dialect, Requirement } from '../dialect.js';
import { namesUser, objection } from '../rules.js';
import { answerAccess, type Words } from './answers.js';
import { firstUserGrant, lastUserGrant } from './caveat-text.js';
import { readTextAs } from './read-text.js';
import { anyValueAfter, enforcedTime, exactText, firstUser, oneUser, onlyV1, unreadable } from './rules.js';

const isGuestToken: Requirement = ({ grant }) => (grant.guest ? undefined : objection('not-a-guest-token', {}));

/** Looked up once the macaroon is verified; what is not known of the account is taken to be as the token wants it. */
const isGuestAccount: Requirement = ({ account, grant }) => {
  const user = quote(grant.userId ?? '');
  if (account === 'missing') return objection('user-missing', { user });
  return account === 'regular' ? objection('guest-is-regular', { user }) : undefined;
};

const WORDS: Words = {
  error: 'Invalid access token passed.',
  log: (raised) => `Invalid access token in auth: ${raised}.`,
};
const WORDS_1_30: Words = {
  error: 'Invalid macaroon passed.', // from 1.59 on: "Invalid access token passed."
  log: (raised) => `Invalid macaroon in auth: ${raised}`,
};

/** Guest access tokens, the only access tokens that Synapse still reads as macaroons. */
export const SYNAPSE_GUEST: Dialect = {
  id: 'synapse',
  title: 'Synapse 1.62.0 and later, guest access token',
  source: 'synapse/util/macaroons.py verify_guest_token, synapse/api/auth/internal.py',
  verification: 'met-caveats',
  readGrant: firstUserGrant,
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = access'),
    exactText('guest = true'),
    oneUser,
    anyValueAfter('nonce = '),
    enforcedTime,
  ],
  requirements: [onlyV1, namesUser, isGuestToken, isGuestAccount],
  readText: readTextAs(WORDS),
  answer: answerAccess(WORDS),
};

/** What a release between 1.30.0 and 1.61 did otherwise: only its words. */
export const SYNAPSE_GUEST_1_30: Dialect = {
  ...SYNAPSE_GUEST,
  id: 'synapse-1.30',
  title: 'Synapse 1.30.0 to 1.61, guest access token',
  source: 'synapse/api/auth.py _parse_and_validate_macaroon, validate_macaroon (1.30.0)',
  readText: readTextAs(WORDS_1_30),
  answer: answerAccess(WORDS_1_30),
};

/** Before the check for conflicting values (1.30.0), another user was one more caveat that is not met. */
export const SYNAPSE_GUEST_1_3: Dialect = {
  ...SYNAPSE_GUEST_1_30,
  id: 'synapse-1.3',
  title: 'Synapse 1.3.0 to 1.29, guest access token',
  source: 'synapse/api/auth.py validate_macaroon (1.3.0)',
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = access'),
    firstUser,
    exactText('guest = true'),
    enforcedTime,
    anyValueAfter('nonce = '),
  ],
};

/** `verify_expiry` was off unless `expire_access_token: true` (0.16.0 to 1.2.x): any `time < ` was met. */
export const SYNAPSE_GUEST_0_18_5: Dialect = {
  ...SYNAPSE_GUEST_1_3,
  id: 'synapse-0.18.5',
  title: 'Synapse 0.18.5 to 1.2, guest access token',
  source: 'synapse/api/auth.py validate_macaroon (v0.18.5)',
  rules: SYNAPSE_GUEST_1_3.rules.map((rule) => (rule === enforcedTime ? anyValueAfter('time < ') : rule)),
};

/** Any `user_id` was met and the last one counted, so that any guest could become anyone (fixed in 0.16.1-r1). */
export const SYNAPSE_GUEST_0_12: Dialect = {
  ...SYNAPSE_GUEST_0_18_5,
  id: 'synapse-0.12',
  title: 'Synapse 0.12 to 0.16.1, guest access token',
  source: 'synapse/api/auth.py get_user_from_macaroon, validate_macaroon (v0.12.0)',
  readGrant: lastUserGrant,
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = access'),
    anyValueAfter('user_id = '),
    exactText('guest = true'),
    anyValueAfter('time < '),
  ],
};
