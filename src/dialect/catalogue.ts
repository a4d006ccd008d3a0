import { readCaveats } from '../caveat/read.js';
import { decodeUtf8 } from '../encoding/utf8.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { DENDRITE } from './dendrite.js';
import type { Dialect } from './dialect.js';
import { DRAFT } from './draft.js';
import { firstUserGrant } from './synapse/caveat-text.js';
import {
  SYNAPSE_GUEST,
  SYNAPSE_GUEST_0_12,
  SYNAPSE_GUEST_0_18_5,
  SYNAPSE_GUEST_1_3,
  SYNAPSE_GUEST_1_30,
} from './synapse/guest.js';
import { SYNAPSE_DELETE_PUSHER, SYNAPSE_LOGIN, SYNAPSE_SESSION } from './synapse/other-purposes.js';
import { SYNAPSE_ACCESS, SYNAPSE_REFRESH } from './synapse/stored.js';

/** Every dialect, as help lists them. */
export const DIALECTS: readonly Dialect[] = [
  DRAFT,
  SYNAPSE_GUEST,
  SYNAPSE_GUEST_1_30,
  SYNAPSE_GUEST_1_3,
  SYNAPSE_GUEST_0_18_5,
  SYNAPSE_GUEST_0_12,
  SYNAPSE_ACCESS,
  SYNAPSE_REFRESH,
  SYNAPSE_LOGIN,
  SYNAPSE_DELETE_PUSHER,
  SYNAPSE_SESSION,
  DENDRITE,
];

/** The dialect that `--as` names. */
export function findDialect(id: string): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.id === id);
}

const BY_TYPE: ReadonlyMap<string, Dialect> = new Map([
  ['access', SYNAPSE_ACCESS],
  ['refresh', SYNAPSE_REFRESH],
  ['login', SYNAPSE_LOGIN],
  ['delete_pusher', SYNAPSE_DELETE_PUSHER],
  ['session', SYNAPSE_SESSION],
]);

/** The dialect of whoever most likely issued a macaroon: told from its form, so a guess; the draft where nothing tells. */
export function likeliestDialect(macaroon: Macaroon): Dialect {
  const { userId, type, guest } = firstUserGrant(readCaveats(macaroon.caveats));
  const identifier = decodeUtf8(macaroon.identifier);
  if (macaroon.version === 2 && identifier !== undefined && identifier === userId) return DENDRITE;
  if (identifier !== 'key') return DRAFT; // Synapse has no other
  return guest ? SYNAPSE_GUEST : (BY_TYPE.get(type ?? '') ?? DRAFT);
}
