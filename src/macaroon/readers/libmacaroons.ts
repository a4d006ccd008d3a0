import { byCount, ifPackets, wireText } from './context.js';
import { type Conduct, type Reader, STRICT } from './reader.js';

const TEXT: Conduct = { reads: ['text-whitespace', 'base64-mixed-alphabets', 'base64-padding'] };

const V1: Conduct = {
  reads: [
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
  crashes: ['signature-missing'],
  rules: {
    'v1-length-too-small': byCount({ 0: 'hangs' }, 'rejects'),
    'signature-duplicate': ifPackets('reads'),
    'second-macaroon': ifPackets('reads'),
    'data-after-signature': ifPackets('reads'),
  },
};

/**
 * libmacaroons 0.3.0, as run: V1 only, and strict about it, but it counts the packets first: a length of 0000 never moves on
 * (v1.c:218), and without a signature it writes past the caveats (v1.c:262).
 */
export const LIBMACAROONS_03: Reader = {
  id: 'libmacaroons-0.3',
  formats: { v1: 'text' },
  text: TEXT,
  v1: V1,
  v2: STRICT,
  json: STRICT,
  quirks: [],
};

/** The buffer that V2 JSON values are decoded into (v2.c:995), in bytes. */
const JSON_BUFFER = 10_000;

/**
 * The head of libmacaroons (ca0211d, with JSON enabled), as run. V2 is raw bytes to it, not base64 (macaroons.c:1005). It drops empty
 * caveats (v1.c:142), does not unescape JSON strings, and decodes JSON into a buffer of fixed size.
 */
export const LIBMACAROONS_HEAD: Reader = {
  id: 'libmacaroons-head',
  formats: { v1: 'text', v2: 'bytes', 'v2-json': 'text' },
  text: {
    reads: ['base64-mixed-alphabets', 'base64-padding'],
    rules: { 'text-whitespace': ({ anomaly }) => (anomaly.byte === 0 ? 'rejects' : 'reads') },
  },
  v1: {
    ...V1,
    reads: V1.reads.filter((code) => code !== 'caveat-empty'),
    differs: ['vid-without-cid', 'caveat-empty'],
  },
  v2: {
    reads: [
      'data-after-signature',
      'second-macaroon',
      'signature-duplicate',
      'location-empty',
      'varint-not-minimal',
      'first-party-with-location',
      'third-party-without-location',
      'vid-empty',
      'vid-length',
      'not-utf8',
      'identifier-empty',
      'caveat-empty',
    ],
    differs: ['signature-length'],
  },
  json: {
    reads: ['json-version-missing', 'json-signature-text', 'location-empty', 'vid-length', 'not-utf8', 'caveat-empty'],
    differs: ['signature-length'],
  },
  quirks: [
    {
      code: 'json-buffer-overflow',
      effect: 'crashes',
      applies: ({ format, bytes }) => format === 'v2-json' && bytes.length > JSON_BUFFER,
    },
    {
      code: 'json-escapes',
      effect: 'differs',
      applies: (reading) => reading.format === 'v2-json' && wireText(reading, ['identifier', 'cid']).includes('\\'),
    },
  ],
};
