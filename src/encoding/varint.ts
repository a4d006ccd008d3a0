/** Why a varint is not one that an encoder would write. */
export type VarintProblem = 'truncated' | 'out-of-range' | 'not-minimal';

/** An unsigned LEB128 number as it was read: its value (useless where truncated or out of range) and length in bytes. */
export interface Varint {
  readonly value: number;
  readonly length: number;
  readonly problem?: VarintProblem;
}

/** The largest value that is read: no length or type comes near it, and some readers wrap above it. */
export const MAX_VARINT = 0xffff_ffff;

const MAX_BYTES = 10;

/** Reads the unsigned LEB128 number at an offset; never wraps, never throws. */
export function readVarint(bytes: Uint8Array, offset: number): Varint {
  let value = 0;
  let factor = 1;
  for (let length = 1; length <= MAX_BYTES; length++) {
    const byte = bytes[offset + length - 1];
    if (byte === undefined) return { value, length: length - 1, problem: 'truncated' };
    value += (byte & 0x7f) * factor;
    factor *= 0x80;
    if (byte < 0x80) return judge(value, length, byte);
  }
  return { value, length: MAX_BYTES, problem: 'out-of-range' };
}

function judge(value: number, length: number, lastByte: number): Varint {
  if (value > MAX_VARINT) return { value, length, problem: 'out-of-range' };
  return lastByte === 0 && length > 1 ? { value, length, problem: 'not-minimal' } : { value, length };
}

/** Writes a number from 0 to 2^53-1 as unsigned LEB128, in as few bytes as it takes. */
export function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
