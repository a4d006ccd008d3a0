import type { Caveat } from './macaroon.js';
import type { Report } from './reading.js';

/** A value, and the offset of the field it is in. */
export interface Part {
  readonly value: Uint8Array;
  readonly offset: number;
}

/** What was found of one caveat. */
export interface CaveatParts {
  readonly cid: Part;
  readonly vid?: Part | undefined;
  readonly cl?: Part | undefined;
}

const NOTHING = new Uint8Array();

/**
 * Makes a caveat of its parts, in any wire format, and reports parts that do not go together. It is third-party when it
 * has a verification id; an empty one is none, as Go and libmacaroons read it. `caveat` is its number, from 1.
 */
export function assembleCaveat({ cid, vid, cl }: CaveatParts, caveat: number, report: Report): Caveat {
  if (vid === undefined && cl !== undefined) report('first-party-with-location', cl.offset, { caveat });
  if (vid !== undefined && cl === undefined) report('third-party-without-location', vid.offset, { caveat });
  const identifier = cid.value;
  if (vid === undefined || vid.value.length === 0) return { party: 'first', identifier };
  return { party: 'third', identifier, verificationId: vid.value, location: cl?.value ?? NOTHING };
}
