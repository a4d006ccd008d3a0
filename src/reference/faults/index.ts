import { CORRECT, type Conduct } from '../conduct.js';
import { ANSWERING_FAULTS } from './answering.js';
import type { Fault } from './fault.js';
import { JUDGING_FAULTS } from './judging.js';
import { LIFETIME_FAULTS } from './lifetime.js';

/** Every fault of the reference homeserver, by name. A new one is an entry in one of these tables and nothing else. */
export const FAULTS = { ...JUDGING_FAULTS, ...ANSWERING_FAULTS, ...LIFETIME_FAULTS };

export type FaultName = keyof typeof FAULTS;

/** The names of all faults, in the order in which they are documented. */
export const FAULT_NAMES: readonly FaultName[] = Object.keys(FAULTS).filter(isFaultName);

/** Whether this is the name of a fault. */
export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

/** The conduct of a server with these faults: the correct one without any, and each fault upon those before it. */
export function conductWith(names: readonly FaultName[]): Conduct {
  let conduct = CORRECT;
  for (const name of names) {
    const fault: Fault = FAULTS[name];
    conduct = { ...conduct, ...fault.change(conduct) };
  }
  return conduct;
}
