import { byField, ifPackets, wireText } from './context.js';
import type { Reader } from './reader.js';

/** The longest field of V2 (v2.rs:14), in bytes. */
const LONGEST_V2_FIELD = 65_535;

/**
 * The Rust crate `macaroon` (0.3.1-dev), as run. V1: any order, the last of duplicates counts, a missing signature becomes a random one
 * (MacaroonBuilder::new). JSON: V2 only, `s64` in the URL-safe alphabet, `i64` and `v64` in the standard one (serde).
 */
export const RUST_MACAROON: Reader = {
  id: 'rust-macaroon',
  formats: { v1: 'text', v2: 'text', 'v2-json': 'text' },
  text: { reads: [] },
  v1: {
    reads: ['v1-length-upper-case', 'location-missing', 'field-order', 'location-empty', 'caveat-empty', 'vid-length'],
    differs: ['signature-missing', 'vid-without-cid', 'vid-empty'],
    rules: {
      'v1-newline-missing': byField({ signature: 'rejects' }, 'reads'),
      'field-duplicate': byField({ location: 'reads', cl: 'reads' }, 'differs'),
      'signature-duplicate': ifPackets('differs'),
      'second-macaroon': ifPackets('differs'),
      'data-after-signature': ifPackets('reads'),
      'not-utf8': byField({ location: 'rejects', cl: 'rejects' }, 'reads'),
    },
  },
  v2: {
    reads: [
      'data-after-signature',
      'second-macaroon',
      'signature-duplicate',
      'location-empty',
      'varint-not-minimal',
      'vid-length',
      'caveat-empty',
    ],
    rules: { 'not-utf8': byField({ location: 'rejects', cl: 'rejects' }, 'reads') },
  },
  json: {
    reads: ['field-unknown', 'json-mixed-versions', 'location-empty', 'vid-length', 'not-utf8', 'caveat-empty'],
    rules: { 'json-white-space': ({ anomaly }) => (anomaly.byte === 0 ? 'rejects' : 'reads') },
  },
  quirks: [
    {
      code: 'v2-field-too-long',
      effect: 'rejects',
      applies: ({ format, fields }) =>
        format === 'v2' && fields.some(({ valueLength }) => valueLength > LONGEST_V2_FIELD),
    },
    {
      code: 'json-base64-alphabet',
      effect: 'rejects',
      applies: (reading) => reading.format === 'v2-json' && /[+/=]/.test(wireText(reading, ['signature'])),
    },
  ],
};
