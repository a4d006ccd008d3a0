import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import type { Caveat, FieldName, Macaroon } from './macaroon.js';

/** The longest packet: its length is four hex digits. */
const MAX_PACKET_BYTES = 0xffff;
const LINE_FEED = Uint8Array.of(0x0a);

/** Writes a V1 binary macaroon (libmacaroons v1.c). Throws `ERR_MACAROON_TOO_LONG` where a value does not fit a packet. */
export function writeV1({ location, identifier, caveats, signature }: Macaroon): Uint8Array {
  return Buffer.concat([
    ...packet('location', location),
    ...packet('identifier', identifier),
    ...caveats.flatMap(caveatPackets),
    ...packet('signature', signature),
  ]);
}

/** The bytes of the caveats' packets alone, in order. */
export function writeV1Caveats(caveats: readonly Caveat[]): Uint8Array {
  return Buffer.concat(caveats.flatMap(caveatPackets));
}

/** The bytes of the signature's packet alone. */
export function writeV1Signature(signature: Uint8Array): Uint8Array {
  return Buffer.concat(packet('signature', signature));
}

function caveatPackets(caveat: Caveat): Uint8Array[] {
  const cid = packet('cid', caveat.identifier);
  if (caveat.party === 'first') return cid;
  return [...cid, ...packet('vid', caveat.verificationId), ...packet('cl', caveat.location)];
}

function packet(name: FieldName, value: Uint8Array): Uint8Array[] {
  const overhead = 4 + name.length + 2;
  const limit = MAX_PACKET_BYTES - overhead;
  if (value.length > limit) throw failure('ERR_MACAROON_TOO_LONG', { field: name, bytes: value.length, limit });
  const length = (overhead + value.length).toString(16).padStart(4, '0');
  return [encodeUtf8(`${length}${name} `), value, LINE_FEED];
}
