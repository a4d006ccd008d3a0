import type { AnomalyCode } from '../wording/anomalies.js';
import { type FieldName, SIGNATURE_BYTES } from './macaroon.js';
import type { Reading, WireField } from './reading.js';

/** One piece of a macaroon's bytes: a field, V2's version byte or end mark. */
export interface WirePart extends Omit<WireField, 'name'> {
  readonly name: FieldName | 'unknown' | 'version' | 'end-mark';
  /** From 1; undefined outside a caveat, and in JSON. */
  readonly caveat: number | undefined;
  /** Whether its bytes are, or may hold, what must not be shown: the signature or a sealed key. */
  readonly secret: boolean;
}

/** Anomalies after which a value may reach into the signature. */
const DERAILING: ReadonlySet<AnomalyCode> = new Set(['truncated', 'length-wrong', 'varint-out-of-range']);
const SECRET: ReadonlySet<WirePart['name']> = new Set(['signature', 'vid', 'unknown']);

/**
 * Lays out the bytes of a macaroon as they were read, in their order. In V1 and V2 the parts cover every byte once; in JSON, the members
 * do not cover what is between them. Says of each whether it may be shown: one that may have swallowed the signature may not.
 */
export function wireParts(reading: Reading): WirePart[] {
  const { fields, format } = reading;
  const all = format === 'v2' ? fillGaps(reading) : fields;
  const hiddenFrom = firstHidden(reading);
  const isBinary = format === 'v1' || format === 'v2';
  let caveat = 0;
  return all.map((field) => {
    if (format === 'v2' ? field.name === 'end-mark' : field.name === 'cid') caveat++;
    const inCaveat = field.name === 'cid' || field.name === 'vid' || field.name === 'cl';
    return {
      ...field,
      caveat: isBinary && inCaveat ? Math.max(caveat, 1) : undefined,
      secret: SECRET.has(field.name) || field.offset + field.length > hiddenFrom,
    };
  });
}

/** From which byte on nothing may be shown; the end, where the signature was found and every length led to the next field. */
function firstHidden({ bytes, fields, anomalies, macaroon }: Reading): number {
  const derailed = anomalies.filter(({ code }) => DERAILING.has(code)).map(({ byte }) => byte);
  const whole = macaroon.signature.length >= SIGNATURE_BYTES || fields.some(({ name }) => name === 'signature');
  const last = whole ? bytes.length : (fields.findLast(({ name }) => name !== 'unknown')?.offset ?? 0);
  return Math.min(bytes.length, last, ...derailed);
}

type Part = Omit<WirePart, 'caveat' | 'secret'>;

/** Adds the version byte and the end marks, which lie between the fields. */
function fillGaps({ bytes, fields }: Reading): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const field of [...fields, { offset: bytes.length, length: 0 }]) {
    if (at === 0 && field.offset > 0) parts.push(gap('version', at++, 1));
    if (field.offset > at) parts.push(...endMarks(bytes, at, field.offset));
    if ('name' in field) parts.push(field);
    at = Math.max(at, field.offset + field.length);
  }
  return parts;
}

function gap(name: 'version' | 'end-mark', offset: number, length: number): Part {
  return { name, offset, length, valueOffset: offset, valueLength: length };
}

/** End marks are one byte each; one that is written in more ends in the only 00 of its bytes. */
function endMarks(bytes: Uint8Array, from: number, to: number): Part[] {
  const marks: Part[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    if (bytes[at] === 0 || at === to - 1) {
      marks.push(gap('end-mark', start, at + 1 - start));
      start = at + 1;
    }
  }
  return marks;
}
