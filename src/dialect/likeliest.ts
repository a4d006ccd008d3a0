import type { Issuer } from '../token/issuer.js';
import { DENDRITE } from './dendrite.js';
import type { Dialect } from './dialect.js';
import { DRAFT } from './draft.js';
import { SYNAPSE_GUEST } from './synapse/guest.js';
import { SYNAPSE_DELETE_PUSHER, SYNAPSE_LOGIN, SYNAPSE_SESSION } from './synapse/other-purposes.js';
import { SYNAPSE_ACCESS, SYNAPSE_REFRESH } from './synapse/stored.js';

const SYNAPSE_BY_PURPOSE: ReadonlyMap<string, Dialect> = new Map([
  ['guest-access', SYNAPSE_GUEST],
  ['access', SYNAPSE_ACCESS],
  ['refresh', SYNAPSE_REFRESH],
  ['login', SYNAPSE_LOGIN],
  ['delete-pusher', SYNAPSE_DELETE_PUSHER],
  ['oidc-session', SYNAPSE_SESSION],
]);

/** The dialect of whoever most likely issued a macaroon, in its newest release; the draft's where its form tells nothing. */
export function likeliestDialect(issuer: Issuer | null): Dialect {
  if (issuer?.software === 'dendrite') return DENDRITE;
  if (issuer?.software !== 'synapse') return DRAFT;
  return SYNAPSE_BY_PURPOSE.get(issuer.purpose) ?? DRAFT;
}
