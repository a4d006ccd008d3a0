import type { Reader, Rule } from './reader.js';

/** Go's decoder skips CR and LF; the padding is only seen where it is the last character. */
const lineEnds: Rule = ({ text = '' }) =>
  !/[^\S\r\n]/.test(text) && (!text.includes('=') || text.endsWith('=')) ? 'reads' : 'rejects';

/** Blanks are only taken after the brace that tells JSON from the rest. */
const blanksAfter: Rule = ({ anomaly }) => (anomaly.byte === 0 ? 'rejects' : 'reads');

/**
 * Go's gopkg.in/macaroon.v2 2.1.0, the library of snapd, Juju and lnd, as run. Strict about order; `UnmarshalBinary` leaves what follows
 * the first macaroon unread (marshal.go:113).
 */
export const GO_MACAROON: Reader = {
  id: 'go-macaroon',
  formats: { v1: 'text', v2: 'text', 'v1-json': 'text', 'v2-json': 'text' },
  text: { reads: ['base64-spare-bits'], rules: { 'text-whitespace': lineEnds } },
  v1: {
    reads: [
      'data-after-signature',
      'second-macaroon',
      'signature-duplicate',
      'identifier-empty',
      'caveat-empty',
      'location-empty',
      'first-party-with-location',
      'third-party-without-location',
      'vid-empty',
      'vid-length',
      'not-utf8',
    ],
    differs: ['vid-without-cid'],
  },
  v2: {
    reads: [
      'data-after-signature',
      'second-macaroon',
      'signature-duplicate',
      'location-empty',
      'varint-not-minimal',
      'v2-eos-not-minimal',
      'third-party-without-location',
      'vid-empty',
      'vid-length',
      'not-utf8',
      'identifier-empty',
      'caveat-empty',
    ],
  },
  json: {
    reads: [
      'json-signature-upper-case',
      'json-version-missing',
      'json-version',
      'json-signature-text',
      'field-unknown',
      'json-duplicate-key',
      'json-null',
      'json-caveats-missing',
      'third-party-without-location',
      'location-empty',
      'vid-empty',
      'vid-length',
      'not-utf8',
      'identifier-empty',
      'caveat-empty',
    ],
    differs: ['json-surrogate'],
    rules: { 'json-white-space': blanksAfter },
  },
  quirks: [],
};
