import type { Dialect } from './dialect.js';
import { asIssued } from './issued-form.js';
import { met } from './rules.js';
import { firstUserGrant } from './synapse/caveat-text.js';

/** Guests and the server-notices sender: a macaroon that is stored and then only ever compared as text. Nothing in it expires. */
export const DENDRITE: Dialect = {
  id: 'dendrite',
  title: 'Dendrite, guest access token',
  source: 'gomatrixserverlib tokens/tokens.go, dendrite clientapi/routing/register.go',
  verification: 'exact-text',
  readGrant: firstUserGrant,
  rules: [() => met('never-checked', {})],
  requirements: [asIssued(['gen = 1', 'user_id = *', 'time < *'])],
};
