import { byCount, byField, fieldAt, ifPackets, lengthDigits } from './context.js';
import { type Oddity, type Reader, STRICT } from './reader.js';

const KNOWN_NAME = /^(?:location|identifier|cid|vid|cl|signature)/;

/** A name is compared by how it begins: `cidx` is read as a caveat, any other unknown name is skipped. */
function unknownName({ reading: { bytes }, anomaly }: Oddity) {
  const name = Buffer.from(bytes.subarray(anomaly.byte, anomaly.byte + 10)).toString('latin1');
  return KNOWN_NAME.test(name) ? 'differs' : 'reads';
}

/** Characters that are no hex digits count as 0. */
function looseLength(oddity: Oddity) {
  const length = Number.parseInt(lengthDigits(oddity).replace(/[^\da-f]/gi, '0'), 16);
  return fieldAt(oddity)?.length === length ? 'reads' : 'rejects';
}

/**
 * npm `macaroons.js` 0.3.9, as run: V1 only. It skips junk in base64 and unknown packets, matches names by prefix, takes any order and the
 * last of duplicates, brings any signature to 32 bytes, and decodes values as UTF-8 with replacement (MacaroonsDeSerializer).
 */
export const MACAROONS_JS: Reader = {
  id: 'npm-macaroons.js',
  formats: { v1: 'text' },
  text: {
    reads: [
      'text-whitespace',
      'text-illegal-character',
      'base64-mixed-alphabets',
      'base64-padding',
      'base64-data-after-padding',
      'base64-spare-bits',
    ],
  },
  v1: {
    reads: [
      'v1-length-upper-case',
      'location-missing',
      'field-order',
      'location-empty',
      'identifier-empty',
      'caveat-empty',
      'first-party-with-location',
      'third-party-without-location',
      'vid-length',
    ],
    differs: [
      'identifier-missing',
      'signature-missing',
      'signature-length',
      'v1-space-missing',
      'vid-without-cid',
      'vid-empty',
    ],
    rules: {
      'v1-length-not-hex': looseLength,
      'v1-length-too-small': byCount({ 4: 'differs', 5: 'reads' }, 'rejects'),
      'v1-newline-missing': byField({ signature: 'reads', location: 'reads', cl: 'reads' }, 'differs'),
      'field-unknown': unknownName,
      'field-duplicate': byField({ location: 'reads', cl: 'reads' }, 'differs'),
      'signature-duplicate': ifPackets('differs'),
      'second-macaroon': ifPackets('differs'),
      'data-after-signature': ifPackets('differs'),
      'not-utf8': byField({ location: 'reads', cl: 'reads' }, 'differs'),
    },
  },
  v2: STRICT,
  json: STRICT,
  quirks: [],
};
