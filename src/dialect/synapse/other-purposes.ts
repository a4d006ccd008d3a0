import type { Dialect } from '../dialect.js';
import { namesUser } from '../rules.js';
import { firstUserGrant } from './caveat-text.js';
import { anyValueAfter, enforcedTime, exactText, oneUser, onlyV1, unreadable } from './rules.js';

/** Login tokens (`m.login.token`), good for two minutes; replaced by `syl_` tokens in 1.71.0. */
export const SYNAPSE_LOGIN: Dialect = {
  id: 'synapse-login',
  title: 'Synapse 1.30.0 to 1.70, login token',
  source: 'synapse/util/macaroons.py verify_short_term_login_token (1.62.0)',
  verification: 'met-caveats',
  readGrant: firstUserGrant,
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = login'),
    oneUser,
    anyValueAfter('auth_provider_id = '),
    anyValueAfter('auth_provider_session_id = '),
    enforcedTime,
  ],
  requirements: [onlyV1, namesUser],
};

/** The token of an e-mail's unsubscribe link. Its app and push key must be those of the link, which is not known here. */
export const SYNAPSE_DELETE_PUSHER: Dialect = {
  id: 'synapse-delete-pusher',
  title: 'Synapse 0.16.0 and later, unsubscribe link',
  source: 'synapse/util/macaroons.py verify_delete_pusher_token',
  verification: 'met-caveats',
  readGrant: firstUserGrant,
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = delete_pusher'),
    anyValueAfter('app_id = '),
    anyValueAfter('pushkey = '),
    oneUser,
  ],
  requirements: [onlyV1, namesUser],
};

/** The cookie of one single sign-on attempt. Its `state` must be the one the identity provider returns, which is not known here. */
export const SYNAPSE_SESSION: Dialect = {
  id: 'synapse-session',
  title: 'Synapse 1.14.0 and later, single sign-on cookie',
  source: 'synapse/util/macaroons.py verify_oidc_session_token',
  verification: 'met-caveats',
  readGrant: firstUserGrant,
  rules: [
    unreadable,
    exactText('gen = 1'),
    exactText('type = session'),
    anyValueAfter('state = '),
    anyValueAfter('nonce = '),
    anyValueAfter('idp_id = '),
    anyValueAfter('client_redirect_url = '),
    anyValueAfter('ui_auth_session_id = '),
    anyValueAfter('code_verifier = '),
    enforcedTime,
  ],
  requirements: [onlyV1],
};
