import type { Caveat, Macaroon } from '../../macaroon/macaroon.js';
import { readPythonBase64 } from './python-base64.js';

/**
 * What pymacaroons makes of a token's text. `raised`: the exception, and whether Synapse expects it: it answers 401 to those that
 * it does, and 500 to the others.
 */
export type Sighting =
  | { readonly state: 'read'; readonly macaroon: Macaroon }
  /** Format 2 is read, but no Synapse can use it. */
  | { readonly state: 'other-format' }
  | { readonly state: 'raised'; readonly exception: string; readonly message: string; readonly expected: boolean };

const LENGTH_DIGITS = 4;
const VERSION_2 = 2;

/**
 * Reads a token's text as pymacaroons 0.13 does, which is unlike any careful reader: lengths are what Python's `int` takes for hex,
 * a packet that is longer than the token is cut short, of two packets of a name the last counts, and the order is free
 * (`serializers/binary_serializer.py`). Reads V1 only. Never throws.
 */
export function readAsPymacaroons(text: string): Sighting {
  const decoded = readPythonBase64(text);
  if (decoded.state === 'raised') return raised('binascii.Error', decoded.message);
  const { bytes } = decoded;
  const [first] = bytes;
  if (first === undefined) return unexpected('IndexError', 'index out of range');
  if (first === VERSION_2) return { state: 'other-format' };
  if (!/[0-9a-f]/.test(String.fromCharCode(first))) {
    return deserialization('cannot determine data format of binary-encoded macaroon');
  }
  return readPackets(bytes);
}

function readPackets(bytes: Uint8Array): Sighting {
  const parts: Parts = { location: NOTHING, identifier: NOTHING, signature: NOTHING, caveats: [] };
  for (let index = 0; index < bytes.length; ) {
    const header = Buffer.from(bytes.subarray(index, index + LENGTH_DIGITS));
    if (header.length < LENGTH_DIGITS) {
      return unexpected('struct.error', `unpack requires a buffer of ${LENGTH_DIGITS} bytes`);
    }
    const length = readPythonHex(header.toString('latin1'));
    if (length === undefined) return raised('ValueError', 'invalid literal for int() with base 16: …');
    const packet = length > LENGTH_DIGITS ? bytes.subarray(index + LENGTH_DIGITS, index + length) : NOTHING;
    const refusal = takePacket(parts, packet);
    if (refusal !== undefined) return refusal;
    index += length;
  }
  const { location, identifier, signature } = parts;
  return {
    state: 'read',
    macaroon: { version: 1, location, identifier, signature, caveats: parts.caveats.map(asCaveat) },
  };
}

interface Parts {
  location: Uint8Array;
  identifier: Uint8Array;
  signature: Uint8Array;
  readonly caveats: { readonly cid: Uint8Array; vid?: Uint8Array; cl?: Uint8Array }[];
}

const NOTHING = new Uint8Array();

/** The value is what follows the first space, without the last byte, which is not looked at. */
function takePacket(parts: Parts, packet: Uint8Array): Sighting | undefined {
  const space = packet.indexOf(0x20);
  const key = Buffer.from(packet.subarray(0, space < 0 ? packet.length : space)).toString('latin1');
  const value = packet.subarray(key.length + 1, Math.max(packet.length - 1, key.length + 1));
  switch (key) {
    case 'location':
    case 'identifier':
    case 'signature':
      parts[key] = value;
      return undefined;
    case 'cid':
      parts.caveats.push({ cid: value });
      return undefined;
    case 'vid':
    case 'cl': {
      const caveat = parts.caveats.at(-1);
      if (caveat === undefined) return unexpected('IndexError', 'list index out of range');
      caveat[key] = value;
      return undefined;
    }
    default:
      return deserialization('Key … not valid key for this format. Value: …');
  }
}

function asCaveat({ cid, vid, cl = NOTHING }: Parts['caveats'][number]): Caveat {
  if (vid === undefined) return { party: 'first', identifier: cid };
  return { party: 'third', identifier: cid, verificationId: vid, location: cl };
}

/** Python's `int(text, 16)`: white space around, a sign, `0x`, and `_` between digits. */
const PYTHON_HEX = /^\s*([+-]?)(?:0x_?)?([0-9a-f]+(?:_[0-9a-f]+)*)\s*$/i;

function readPythonHex(text: string): number | undefined {
  const [, sign, digits] = PYTHON_HEX.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = Number.parseInt(digits.replaceAll('_', ''), 16);
  return sign === '-' ? -value : value;
}

function raised(exception: string, message: string): Sighting {
  return { state: 'raised', exception, message, expected: true };
}

function unexpected(exception: string, message: string): Sighting {
  return { state: 'raised', exception, message, expected: false };
}

function deserialization(message: string): Sighting {
  return raised('pymacaroons.exceptions.MacaroonDeserializationException', message);
}
