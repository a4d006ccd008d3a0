import type { FieldName } from '../macaroon.js';
import { readPacket } from '../packet.js';
import type { Reading, WireField } from '../reading.js';
import type { Effect, Oddity, Rule } from './reader.js';

/** Questions that the rules of several readers ask about the surroundings of an anomaly. */

/** The field that an anomaly is in. */
export function fieldAt({ reading, anomaly }: Oddity): WireField | undefined {
  return reading.fields.find(({ offset, length }) => anomaly.byte >= offset && anomaly.byte < offset + length);
}

/** A rule by the name of the field that the anomaly is in. */
export function byField(effects: Readonly<Partial<Record<FieldName | 'unknown', Effect>>>, otherwise: Effect): Rule {
  return (oddity) => effects[fieldAt(oddity)?.name ?? 'unknown'] ?? otherwise;
}

/** A rule by the number that the anomaly counts. */
export function byCount(effects: Readonly<Record<number, Effect>>, otherwise: Effect): Rule {
  return ({ anomaly }) => effects[anomaly.count] ?? otherwise;
}

/** Whether the bytes from an anomaly on are whole packets: what libmacaroons asks of what it then ignores. */
function startsPackets({ reading: { bytes }, anomaly }: Oddity): boolean {
  let odd = false;
  for (let offset = anomaly.byte; offset < bytes.length && !odd; ) {
    const packet = readPacket(bytes, offset, () => {
      odd = true;
    });
    if (packet === undefined) return false;
    offset = packet.offset + packet.length;
  }
  return !odd;
}

/** A rule for bytes after the signature, where a reader wants them to be packets. */
export function ifPackets(effect: Effect): Rule {
  return (oddity) => (startsPackets(oddity) ? effect : 'rejects');
}

/** The four characters of a packet's length, as text. */
export function lengthDigits({ reading: { bytes }, anomaly }: Oddity): string {
  return Buffer.from(bytes.subarray(anomaly.byte, anomaly.byte + 4)).toString('latin1');
}

/** The bytes of the fields of some names, one after the other, as they lie on the wire. */
export function wireText({ bytes, fields }: Reading, names: readonly FieldName[]): string {
  return fields
    .filter(({ name }) => name !== 'unknown' && names.includes(name))
    .map(({ valueOffset, valueLength }) =>
      Buffer.from(bytes.subarray(valueOffset, valueOffset + valueLength)).toString('latin1'),
    )
    .join(' ');
}

/** Whether CPython's lenient `urlsafe_b64decode` takes a text, padded by its raw length as pymacaroons pads it. */
export function isDecodedByPython(text: string): boolean {
  const raw = Buffer.from(text).toString('latin1');
  let digits = 0;
  let pads = 0;
  for (const character of raw + '='.repeat((4 - (raw.length % 4)) % 4)) {
    if (character === '=') {
      pads++;
      if (digits % 4 >= 2 && (digits % 4) + pads >= 4) return true;
    } else if (/[\w+/-]/.test(character)) {
      digits++;
      pads = 0;
    }
  }
  return digits % 4 === 0;
}
