import { encodeVarint } from '../encoding/varint.js';
import type { Caveat, Macaroon } from './macaroon.js';
import { V2 } from './v2-field.js';

const EOS = Uint8Array.of(V2.eos);

/**
 * Writes a V2 binary macaroon (libmacaroons doc/format.txt). An empty location is left out, as libmacaroons, Go and npm
 * do, but a third-party caveat's is written: the Rust reader wants one.
 */
export function writeV2({ location, identifier, caveats, signature }: Macaroon): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(V2.version),
    ...(location.length > 0 ? field(V2.location, location) : []),
    ...field(V2.identifier, identifier),
    EOS,
    ...caveats.flatMap(caveatSection),
    writeV2End(signature),
  ]);
}

/** The bytes of the caveats' sections alone, in order. */
export function writeV2Caveats(caveats: readonly Caveat[]): Uint8Array {
  return Buffer.concat(caveats.flatMap(caveatSection));
}

/** The end mark of the list of caveats and the signature's field. */
export function writeV2End(signature: Uint8Array): Uint8Array {
  return Buffer.concat([EOS, ...field(V2.signature, signature)]);
}

function caveatSection(caveat: Caveat): Uint8Array[] {
  const identifier = field(V2.identifier, caveat.identifier);
  if (caveat.party === 'first') return [...identifier, EOS];
  return [...field(V2.location, caveat.location), ...identifier, ...field(V2.vid, caveat.verificationId), EOS];
}

function field(type: number, value: Uint8Array): Uint8Array[] {
  return [Uint8Array.of(type), encodeVarint(value.length), value];
}
