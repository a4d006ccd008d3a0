import { DENDRITE } from './dendrite.js';
import type { Dialect } from './dialect.js';
import { DRAFT } from './draft.js';
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
