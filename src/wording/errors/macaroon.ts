import { ANOMALIES, type AnomalyCode, wordAnomaly, wordPlace } from '../anomalies.js';
import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Where in a token something is: an offset into its text, or into the bytes that the text encodes. */
type Place = { in: 'text' | 'decoded'; byte: number };

/** Errors of the macaroon codecs and of what is done with a decoded macaroon. */
export const MACAROON_ERRORS = {
  ERR_MACAROON_DECODE: worded<Place & { expected: string }>({
    exit: EXIT.notAToken,
    message: ({ expected, ...place }) =>
      `This is not a macaroon, or damaged beyond use: at ${wordPlace(place)}, expected ${expected}.`,
    hint: () => 'Copy the token again, whole and alone.',
  }),
  ERR_MACAROON_ANOMALOUS: worded<Place & { anomaly: AnomalyCode; count: number; expected: string }>({
    exit: EXIT.notAToken,
    message: ({ anomaly, expected, ...place }) =>
      `This macaroon is not well formed. ${wordAnomaly({ code: anomaly, ...place }).message} Expected ${expected}.`,
    hint: ({ anomaly }) => ANOMALIES[anomaly].fix,
  }),
  ERR_MACAROON_TOO_LONG: worded<{ field: string; bytes: number; limit: number }>({
    exit: EXIT.usage,
    message: ({ field, bytes, limit }) =>
      `The ${field} is ${bytes} bytes long; a version 1 macaroon holds at most ${limit} bytes there.`,
    hint: () => 'Shorten it, or use a version 2 macaroon.',
  }),
  ERR_MACAROON_NOT_UTF8: worded<{ field: string }>({
    exit: EXIT.usage,
    message: ({ field }) => `The ${field} is not UTF-8, so version 1 JSON cannot hold it.`,
    hint: () => 'Use v1, v2 or v2-json.',
  }),
};
