import { encodeUtf8 } from '../encoding/utf8.js';
import { fixedLength } from './check-value.js';
import type { FieldName } from './macaroon.js';
import type { Report, WireField } from './reading.js';

/**
 * The packets of V1: `LEN4 KEY SP VALUE LF`, LEN4 being the length of the whole packet in four lower-case hex digits
 * (libmacaroons packet.c). Reads any packet, in any order; what order means is the business of `read-v1`.
 */
export interface Packet extends WireField {
  /** The packet is shorter than it says, since the data ended or another packet began. */
  readonly cut: boolean;
}

const LENGTH_DIGITS = 4;
/** Four digits, a name of one character, a space, a line feed, less one: V1 never needed an empty name. */
const SHORTEST = 6;
/** How far beyond the end of a packet whose length is wrong the next one is looked for: what one changed digit adds. */
const LOOK_AHEAD = 0x100;
const SPACE = 0x20;
const LINE_FEED = 0x0a;

const NAMES = (['cid', 'signature', 'location', 'identifier', 'vid', 'cl'] as const).map((name) => ({
  name,
  bytes: encodeUtf8(name),
}));

/** Reads the packet at an offset; `undefined` where nothing like a packet can be read, there or further on. */
export function readPacket(bytes: Uint8Array, offset: number, report: Report, caveat?: number): Packet | undefined {
  const length = readLength(bytes, offset, report);
  if (length === undefined) return readWithoutLength(bytes, offset, report);
  if (length < SHORTEST) {
    report('v1-length-too-small', offset, { count: length, caveat });
    if (nameAt(bytes, offset + LENGTH_DIGITS) !== undefined) return readWithoutLength(bytes, offset, report);
    const skipped = Math.min(Math.max(length, LENGTH_DIGITS), bytes.length - offset);
    return unknownPacket(offset, skipped, false);
  }
  const end = offset + length;
  if (endsLikePacket(bytes, end)) return readNamed(bytes, offset, end, false, report);
  const next = findPacketStart(bytes, offset + LENGTH_DIGITS + 1, Math.min(end + LOOK_AHEAD, bytes.length));
  if (next !== undefined) report('length-wrong', offset, { caveat });
  else if (end > bytes.length) report('truncated', offset, { count: end - bytes.length, caveat });
  const cut = next !== undefined || end > bytes.length;
  return readNamed(bytes, offset, next ?? Math.min(end, bytes.length), cut, report);
}

/** Whether a packet that says it ends at an offset may be believed: it ends in a line feed, or another packet begins there. */
function endsLikePacket(bytes: Uint8Array, end: number): boolean {
  if (end > bytes.length) return false;
  return bytes[end - 1] === LINE_FEED || packetNameAt(bytes, end) !== undefined;
}

function readLength(bytes: Uint8Array, offset: number, report: Report): number | undefined {
  let length = 0;
  let upperCase = false;
  for (let at = offset; at < offset + LENGTH_DIGITS; at++) {
    const byte = bytes[at];
    if (byte === undefined) {
      report('truncated', offset, { count: offset + LENGTH_DIGITS - bytes.length });
      return undefined;
    }
    const digit = hexDigit(byte);
    if (digit < 0) return readLooseLength(bytes, offset, report);
    upperCase ||= byte >= 0x41 && byte <= 0x46;
    length = length * 16 + digit;
  }
  if (upperCase) report('v1-length-upper-case', offset);
  return length;
}

/**
 * What pymacaroons' `int(length, 16)` makes of four characters that are not all hex digits: blanks around, `0x` before.
 * Believed only where a packet ends there: else the four characters are those of something else.
 */
function readLooseLength(bytes: Uint8Array, offset: number, report: Report): number | undefined {
  report('v1-length-not-hex', offset);
  const text = Buffer.from(bytes.subarray(offset, offset + LENGTH_DIGITS))
    .toString('latin1')
    .trim();
  const length = /^(?:0x)?[0-9a-f]+$/i.test(text) ? Number.parseInt(text, 16) : 0;
  return length >= SHORTEST && endsLikePacket(bytes, offset + length) ? length : undefined;
}

function readNamed(bytes: Uint8Array, offset: number, end: number, cut: boolean, report: Report): Packet {
  const nameOffset = offset + LENGTH_DIGITS;
  let space = nameOffset;
  while (space < end && bytes[space] !== SPACE) space++;
  if (space === end) {
    report('v1-space-missing', nameOffset);
    return unknownPacket(offset, end - offset, cut);
  }
  const name = nameBetween(bytes, nameOffset, space);
  if (name === undefined) report('field-unknown', nameOffset);
  const valueOffset = space + 1;
  const valueLength = endOfValue(bytes, valueOffset, end, cut, name, report) - valueOffset;
  return { name: name ?? 'unknown', offset, length: end - offset, valueOffset, valueLength, cut };
}

/**
 * Where the value ends: before the line feed. Without one, the last byte is dropped, as pymacaroons does, unless the
 * value has exactly the length it must have with that byte.
 */
function endOfValue(
  bytes: Uint8Array,
  start: number,
  end: number,
  cut: boolean,
  name: FieldName | undefined,
  report: Report,
): number {
  const fixed = name === undefined ? undefined : fixedLength(name);
  const hasLineFeed = end > start && bytes[end - 1] === LINE_FEED;
  if (cut) return hasLineFeed && end - start !== fixed ? end - 1 : end;
  if (hasLineFeed) return end - 1;
  report('v1-newline-missing', Math.max(end - 1, start));
  return end - start === fixed ? end : Math.max(end - 1, start);
}

function unknownPacket(offset: number, length: number, cut: boolean): Packet {
  const valueOffset = Math.min(LENGTH_DIGITS, length) + offset;
  return { name: 'unknown', offset, length, valueOffset, valueLength: offset + length - valueOffset, cut };
}

/**
 * Reads a packet whose length is useless, up to where the next begins: as the packet its name says, or as bytes that
 * cannot be read. `undefined` where no packet follows.
 */
function readWithoutLength(bytes: Uint8Array, offset: number, report: Report): Packet | undefined {
  const next = findPacketStart(bytes, offset + 1, bytes.length);
  const nameOffset = offset + LENGTH_DIGITS;
  if (nameAt(bytes, nameOffset) !== undefined) return readNamed(bytes, offset, next ?? bytes.length, true, report);
  if (next === undefined) return undefined;
  report('caveats-unread', offset);
  return { name: 'unknown', offset, length: next - offset, valueOffset: offset, valueLength: next - offset, cut: true };
}

/** Where the next packet begins, from an offset on and before another. */
function findPacketStart(bytes: Uint8Array, from: number, before: number): number | undefined {
  for (let at = from; at < before; at++) {
    if (packetNameAt(bytes, at) !== undefined) return at;
  }
  return undefined;
}

/** The name of the packet that seems to begin at an offset: four hex digits, a name that macaroons have, a space. */
export function packetNameAt(bytes: Uint8Array, offset: number): FieldName | undefined {
  for (let at = offset; at < offset + LENGTH_DIGITS; at++) {
    if (hexDigit(bytes[at] ?? 0) < 0) return undefined;
  }
  return nameAt(bytes, offset + LENGTH_DIGITS);
}

/** The name that macaroons have and that stands, with a space behind it, at an offset. */
function nameAt(bytes: Uint8Array, offset: number): FieldName | undefined {
  return NAMES.find((name) => bytes[offset + name.bytes.length] === SPACE && holds(bytes, offset, name.bytes))?.name;
}

function nameBetween(bytes: Uint8Array, start: number, end: number): FieldName | undefined {
  return NAMES.find((name) => name.bytes.length === end - start && holds(bytes, start, name.bytes))?.name;
}

function holds(bytes: Uint8Array, offset: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[offset + index] !== wanted[index]) return false;
  }
  return true;
}

/** The value of an ASCII hex digit of either case, -1 for any other byte. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
