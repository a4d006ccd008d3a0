import { refuseAnomalies } from './anomaly-log.js';
import { signCaveat } from './chain.js';
import { encodeText } from './encode.js';
import type { Caveat } from './macaroon.js';
import type { Reading, WireField } from './reading.js';
import { spliceJson } from './splice-json.js';
import { writeV1Caveats, writeV1Signature } from './write-v1.js';
import { writeV2Caveats, writeV2End } from './write-v2.js';

/**
 * Adds first-party caveats to a macaroon and returns its new text; needs no key, and does not look at what a caveat says.
 * Throws as `appendCaveats` does.
 */
export function attenuateMacaroon(reading: Reading, caveats: readonly Uint8Array[]): string {
  return appendCaveats(
    reading,
    caveats.map((identifier) => ({ party: 'first', identifier })),
  );
}

/**
 * Adds caveats to a macaroon, signs them, and returns its new text; needs no key. A third party's must be sealed already.
 * The bytes before the signature stay exactly as they are (of JSON, all but the list of caveats and the signature), and
 * so do wire format, alphabet and padding; raw bytes come back as url-safe base64.
 * Throws `ERR_MACAROON_ANOMALOUS` where readers disagree about what the macaroon holds, since what one server reads
 * otherwise is not narrowed there; `ERR_MACAROON_TOO_LONG` for a V1 caveat of more than 65526 bytes;
 * `ERR_MACAROON_NOT_UTF8` for a caveat in V1 JSON that is not UTF-8.
 */
export function appendCaveats(reading: Reading, added: readonly Caveat[]): string {
  refuseAnomalies(reading);
  const signature = added.reduce(signCaveat, reading.macaroon.signature);
  return reading.encoding === 'json' ? spliceJson(reading, added, signature) : spliceBinary(reading, added, signature);
}

function spliceBinary(reading: Reading, added: readonly Caveat[], signature: Uint8Array): string {
  const { bytes, format, encoding, padded } = reading;
  const textual = encoding === 'binary' || encoding === 'json' ? 'base64url' : encoding;
  const end = signatureField(reading).offset;
  const parts =
    format === 'v1'
      ? [bytes.subarray(0, end), writeV1Caveats(added), writeV1Signature(signature)]
      : [bytes.subarray(0, end - 1), writeV2Caveats(added), writeV2End(signature)];
  return encodeText(Buffer.concat(parts), { encoding: textual, padded });
}

function signatureField({ fields }: Reading): WireField {
  const field = fields.findLast(({ name }) => name === 'signature');
  if (field === undefined) throw new TypeError('a reading without refused anomalies has a signature');
  return field;
}
