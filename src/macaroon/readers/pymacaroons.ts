import { byField, fieldAt, ifPackets, isDecodedByPython, lengthDigits } from './context.js';
import type { Oddity, Reader, Rule } from './reader.js';

/** What Python's `int(text, 16)` takes of four characters: a sign, `0x`, blanks around, single underscores within. */
const PYTHON_HEX = /^\s*[+-]?(?:0x_?)?[\da-f]+(?:_[\da-f]+)?(?:_[\da-f]+)?\s*$/i;

const lenientBase64: Rule = ({ text = '' }) => (isDecodedByPython(text) ? 'reads' : 'rejects');

/** A packet that is cut short keeps its name, if that is whole; fewer than four characters of length are too few to unpack. */
const cutShort: Rule = (oddity) => ((fieldAt(oddity)?.name ?? 'unknown') === 'unknown' ? 'rejects' : 'differs');

/** A length beyond the end swallows the rest unseen; one within it leads into the middle of a packet. */
function wrongLength(oddity: Oddity) {
  const end = oddity.anomaly.byte + Number.parseInt(lengthDigits(oddity), 16);
  return end > oddity.reading.bytes.length ? cutShort(oddity) : 'rejects';
}

/**
 * pymacaroons 0.13.0, the library of Synapse and PyPI, as run. It checks next to nothing: no order, no bounds, no line feeds, no length of
 * the signature (`serializers/binary_serializer.py`); base64 goes through the lenient `urlsafe_b64decode` (`utils.py`).
 */
export const PYMACAROONS: Reader = {
  id: 'pymacaroons',
  formats: { v1: 'text', v2: 'text', 'v1-json': 'text', 'v2-json': 'text' },
  text: {
    reads: ['base64-mixed-alphabets', 'base64-spare-bits'],
    rules: {
      'text-whitespace': lenientBase64,
      'text-illegal-character': lenientBase64,
      'base64-padding': lenientBase64,
      'base64-data-after-padding': lenientBase64,
    },
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
    differs: ['identifier-missing', 'signature-missing', 'signature-length', 'vid-empty'],
    rules: {
      truncated: cutShort,
      'length-wrong': wrongLength,
      'v1-length-not-hex': (oddity) => (PYTHON_HEX.test(lengthDigits(oddity)) ? 'reads' : 'rejects'),
      'v1-newline-missing': byField({ signature: 'differs' }, 'reads'),
      'field-duplicate': byField({ location: 'reads', cl: 'reads' }, 'differs'),
      'signature-duplicate': ifPackets('differs'),
      'second-macaroon': ifPackets('differs'),
      'data-after-signature': ifPackets('differs'),
      'not-utf8': byField({ cid: 'differs' }, 'reads'),
    },
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
      'json-version-missing',
      'json-version',
      'json-ambiguous',
      'field-unknown',
      'json-mixed-versions',
      'json-duplicate-key',
      'json-null',
      'json-caveats-missing',
      'json-signature-text',
      'third-party-without-location',
      'location-empty',
      'vid-length',
      'identifier-empty',
      'caveat-empty',
    ],
    differs: ['json-signature-upper-case', 'json-signature-not-hex', 'signature-length', 'vid-empty'],
    rules: { 'not-utf8': byField({ cid: 'differs' }, 'reads') },
  },
  quirks: [],
};
