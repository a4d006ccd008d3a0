import { failure } from '../errors.js';
import type { Reading } from '../macaroon/reading.js';
import { KIND_NAMES } from '../wording/inspect.js';
import { type ExtractedToken, extractToken } from './extract.js';
import { recogniseToken } from './recognise.js';

/** A macaroon as it was found in a text. */
export interface FoundMacaroon extends ExtractedToken {
  readonly reading: Reading;
}

/** What is to be done with a macaroon and with no other token, as it goes after "only a macaroon can be". */
export type MacaroonDeed = 'narrowed' | 'compared' | 'converted' | 'discharged' | 'bound';

/**
 * Takes the one macaroon out of a text, leniently: what is odd about it is in `reading.anomalies`. Does not verify it.
 * Throws `ERR_NOT_A_MACAROON`, and what `extractToken` and `recogniseToken` throw.
 */
export function readMacaroon(text: string, deed: MacaroonDeed): FoundMacaroon {
  const extracted = extractToken(text);
  const token = recogniseToken(extracted.token);
  if (token.kind !== 'macaroon') throw failure('ERR_NOT_A_MACAROON', { kind: KIND_NAMES[token.kind], deed });
  return { ...extracted, reading: token.reading };
}
