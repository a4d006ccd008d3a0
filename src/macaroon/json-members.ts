import { scanBase64 } from '../encoding/base64.js';
import { scanHex } from '../encoding/hex.js';
import type { JsonMember, JsonObject, JsonString } from '../encoding/json.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import type { Part } from './assemble.js';
import { checkValue } from './check-value.js';
import type { FieldName } from './macaroon.js';
import type { Report, WireField } from './reading.js';

/** Which field a member of a JSON macaroon holds, and how its string holds bytes. */
interface Slot {
  readonly name: FieldName;
  readonly as: 'text' | 'base64' | 'hex';
}

export type Slots = ReadonlyMap<string, Slot>;

type JsonFormat = 'v1-json' | 'v2-json';

/** The members that hold bytes: of the macaroon, and of each of its caveats. */
export const SLOTS: Record<JsonFormat, { readonly top: Slots; readonly caveat: Slots }> = {
  'v1-json': {
    top: new Map<string, Slot>([
      ['location', { name: 'location', as: 'text' }],
      ['identifier', { name: 'identifier', as: 'text' }],
      ['signature', { name: 'signature', as: 'hex' }],
    ]),
    caveat: new Map<string, Slot>([
      ['cid', { name: 'cid', as: 'text' }],
      ['vid', { name: 'vid', as: 'base64' }],
      ['cl', { name: 'cl', as: 'text' }],
    ]),
  },
  'v2-json': {
    top: pairs([
      ['l', 'location'],
      ['i', 'identifier'],
      ['s', 'signature'],
    ]),
    caveat: pairs([
      ['l', 'cl'],
      ['i', 'cid'],
      ['v', 'vid'],
    ]),
  },
};

/** V2 JSON has every value twice: `i` as text, or `i64` as base64. */
function pairs(names: readonly (readonly [key: string, name: FieldName])[]): Slots {
  return new Map(
    names.flatMap(([key, name]): [string, Slot][] => [
      [key, { name, as: 'text' }],
      [`${key}64`, { name, as: 'base64' }],
    ]),
  );
}

/** The values of one JSON object by field, and the fields as they lie in the text. */
export interface MemberValues {
  readonly parts: ReadonlyMap<FieldName, Part>;
  readonly fields: readonly WireField[];
}

/** Reads the members of a JSON object that hold bytes. Of a key twice the last counts, of text and base64 the text. */
export function readMembers(object: JsonObject, slots: Slots, report: Report, caveat?: number): MemberValues {
  const parts = new Map<FieldName, Part>();
  const textual = new Set<FieldName>();
  const keys = new Map<FieldName, string>();
  const fields: WireField[] = [];
  for (const member of object.members) {
    const slot = slots.get(member.key);
    if (slot === undefined || !isString(member, report, caveat)) continue;
    const { name, as } = slot;
    fields.push(fieldOf(member, name));
    if (keys.has(name) && keys.get(name) !== member.key) report('json-ambiguous', member.keyOffset, { caveat });
    keys.set(name, member.key);
    const value = bytesOf(member, slot, report, caveat);
    if (as === 'base64' && textual.has(name)) continue;
    if (as === 'text') textual.add(name);
    parts.set(name, { value, offset: member.keyOffset });
  }
  return { parts, fields };
}

/** Reports keys that an object has twice. */
export function reportDuplicateKeys({ members }: JsonObject, report: Report, caveat?: number): void {
  const seen = new Set<string>();
  for (const { key, keyOffset } of members) {
    if (seen.has(key)) report('json-duplicate-key', keyOffset, { caveat });
    seen.add(key);
  }
}

type StringMember = JsonMember & { readonly value: JsonString };

function isString(member: JsonMember, report: Report, caveat: number | undefined): member is StringMember {
  const { value } = member;
  if (value.type === 'string') return true;
  const isNull = value.type === 'literal' && value.value === null;
  report(isNull ? 'json-null' : 'json-wrong-type', value.offset, { caveat });
  return false;
}

/** A member as a field: its value is the text between the quotes. */
function fieldOf({ keyOffset, value }: StringMember, name: FieldName): WireField {
  const length = value.offset + value.length - keyOffset;
  return { name, offset: keyOffset, length, valueOffset: value.offset + 1, valueLength: value.length - 2 };
}

function bytesOf({ value }: StringMember, { name, as }: Slot, report: Report, caveat: number | undefined): Uint8Array {
  const inside = value.offset + 1;
  const bytes = decode(value.value, as, inside, report, caveat);
  if (as === 'text' && name === 'signature') report('json-signature-text', inside);
  checkValue(name, bytes, inside, report, caveat);
  return bytes;
}

function decode(text: string, as: Slot['as'], byte: number, report: Report, caveat: number | undefined): Uint8Array {
  if (as === 'text') return encodeUtf8(text);
  if (as === 'hex') return decodeSignature(text, byte, report);
  const { bytes, anomalies } = scanBase64(text);
  if (anomalies.length > 0) report('json-base64', byte, { caveat });
  return bytes;
}

function decodeSignature(text: string, byte: number, report: Report): Uint8Array {
  const { bytes, anomalies } = scanHex(text);
  const broken = anomalies.find(({ code }) => code !== 'hex-upper-case');
  if (broken !== undefined) report('json-signature-not-hex', byte + broken.byte);
  else if (anomalies.length > 0) report('json-signature-upper-case', byte);
  return bytes;
}
