import type { Dialect } from '../dialect.js';
import { asIssued } from '../issued-form.js';
import { met } from '../rules.js';
import { firstUserGrant } from './caveat-text.js';

/** Regular access tokens: found by their exact text in the database, whatever their caveats say. */
export const SYNAPSE_ACCESS: Dialect = {
  id: 'synapse-access',
  title: 'Synapse 0.11 to 1.33, regular access token',
  source: 'synapse/api/auth.py get_user_by_access_token, synapse/storage/registration.py',
  verification: 'exact-text',
  readGrant: firstUserGrant,
  rules: [() => met('never-checked', {})],
  requirements: [
    asIssued(
      ['gen = 1', 'user_id = *', 'type = access', 'nonce = *'], // since 0.18.5
      ['gen = 1', 'user_id = *', 'type = access', 'time < *'],
    ),
  ],
};

/** Refresh tokens of the old `/tokenrefresh`, found by their exact text; gone since 0.18.5. */
export const SYNAPSE_REFRESH: Dialect = {
  ...SYNAPSE_ACCESS,
  id: 'synapse-refresh',
  title: 'Synapse 0.11 to 0.18.4, refresh token',
  source: 'synapse/rest/client/v2_alpha/tokenrefresh.py, synapse/storage/registration.py',
  requirements: [asIssued(['gen = 1', 'user_id = *', 'type = refresh', 'nonce = *'])],
};
