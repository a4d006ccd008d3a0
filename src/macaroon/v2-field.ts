import { readVarint, type Varint } from '../encoding/varint.js';
import { SIGNATURE_BYTES } from './macaroon.js';
import type { Report } from './reading.js';

/** The field types of V2 (libmacaroons v2.h). The end mark of a section is type 0 without a length. */
export const V2 = { version: 2, eos: 0, location: 1, identifier: 2, vid: 4, signature: 6 } as const;

/** One field of V2: `TYPE LENGTH VALUE`, or the end mark, which is a type alone. */
export interface V2Field {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
  readonly valueOffset: number;
  readonly valueLength: number;
  /** The data ended before the value did. */
  readonly cut: boolean;
}

/** Reads the field at an offset; `undefined`, after a report, where its type or length cannot be read. */
export function readField(bytes: Uint8Array, offset: number, report: Report, caveat?: number): V2Field | undefined {
  const type = readNumber(bytes, offset, report, caveat, 'type');
  if (type === undefined) return undefined;
  const lengthOffset = offset + type.length;
  if (type.value === V2.eos) {
    return { type: V2.eos, offset, length: type.length, valueOffset: lengthOffset, valueLength: 0, cut: false };
  }
  const length = readNumber(bytes, lengthOffset, report, caveat, 'length');
  if (length === undefined) return undefined;
  const valueOffset = lengthOffset + length.length;
  const missing = valueOffset + length.value - bytes.length;
  if (missing > 0 && endsInSignature(bytes, valueOffset)) {
    report('length-wrong', lengthOffset, { caveat });
    return undefined;
  }
  if (missing > 0) report('truncated', lengthOffset, { count: missing, caveat });
  const end = missing > 0 ? bytes.length : valueOffset + length.value;
  return {
    type: type.value,
    offset,
    length: end - offset,
    valueOffset,
    valueLength: end - valueOffset,
    cut: missing > 0,
  };
}

/** Whether the data ends, from an offset on, as a macaroon does: in the field `06 20` and 32 bytes. */
export function endsInSignature(bytes: Uint8Array, from: number): boolean {
  const offset = bytes.length - SIGNATURE_BYTES - 2;
  return offset >= from && bytes[offset] === V2.signature && bytes[offset + 1] === SIGNATURE_BYTES;
}

function readNumber(
  bytes: Uint8Array,
  offset: number,
  report: Report,
  caveat: number | undefined,
  what: 'type' | 'length',
): Varint | undefined {
  const varint = readVarint(bytes, offset);
  switch (varint.problem) {
    case undefined:
      return varint;
    case 'not-minimal':
      report(what === 'type' && varint.value === V2.eos ? 'v2-eos-not-minimal' : 'varint-not-minimal', offset, {
        caveat,
      });
      return varint;
    case 'out-of-range':
      report('varint-out-of-range', offset, { caveat });
      return undefined;
    default:
      report('truncated', offset, { count: 1, caveat });
      return undefined;
  }
}
