import { byField } from './context.js';
import { type Reader, STRICT } from './reader.js';

/**
 * npm `macaroon` 3.0.4 (js-macaroon), as run: no V1 binary (macaroon.js:1096). It checks no length of a signature, and takes the last of
 * duplicate JSON keys, and the text where a value is there as base64 too.
 */
export const NPM_MACAROON: Reader = {
  id: 'npm-macaroon',
  formats: { v2: 'text', 'v1-json': 'text', 'v2-json': 'text' },
  text: { reads: ['base64-mixed-alphabets', 'base64-spare-bits'] },
  v1: STRICT,
  v2: {
    reads: [
      'location-empty',
      'varint-not-minimal',
      'first-party-with-location',
      'third-party-without-location',
      'vid-length',
      'identifier-empty',
      'caveat-empty',
    ],
    differs: ['vid-empty', 'signature-length'],
    rules: { 'not-utf8': byField({ cid: 'differs', location: 'rejects', cl: 'rejects' }, 'reads') },
  },
  json: {
    reads: [
      'json-white-space',
      'json-signature-upper-case',
      'json-version-missing',
      'json-ambiguous',
      'json-signature-text',
      'field-unknown',
      'json-mixed-versions',
      'json-duplicate-key',
      'json-null',
      'json-caveats-missing',
      'first-party-with-location',
      'third-party-without-location',
      'location-empty',
      'vid-length',
      'identifier-empty',
      'caveat-empty',
    ],
    differs: ['json-signature-not-hex', 'signature-length', 'json-surrogate', 'vid-empty'],
    rules: { 'not-utf8': byField({ cid: 'differs', location: 'rejects', cl: 'rejects' }, 'reads') },
  },
  quirks: [],
};
