import { encodeBase64, scanBase64 } from '../encoding/base64.js';
import { encodeHex } from '../encoding/hex.js';
import { type JsonObject, scanJson, skipWhiteSpace } from '../encoding/json.js';
import { printableJson } from '../encoding/printable-json.js';
import { asBuffer } from '../encoding/utf8.js';
import type { Caveat } from './macaroon.js';
import { CAVEATS_KEY, findMember, MAX_DEPTH } from './read-json.js';
import type { Reading } from './reading.js';
import { v1CaveatMembers, v2CaveatMembers } from './write-json.js';

/** A piece of text to put in the place of the bytes from `start` to `end`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Adds caveats to the text of a JSON macaroon and replaces its signature; every other byte stays as it is,
 * but for characters that would act on a terminal: they are escaped.
 * Takes a reading without refused anomalies. Throws `ERR_MACAROON_NOT_UTF8` for a V1 caveat that is not UTF-8.
 */
export function spliceJson(reading: Reading, added: readonly Caveat[], signature: Uint8Array): string {
  const { bytes } = reading;
  const { value: object } = scanJson(bytes, skipWhiteSpace(bytes, 0), MAX_DEPTH);
  if (object?.type !== 'object') throw new TypeError('the reading was not of JSON');
  const edits = [...caveatEdit(reading, object, added), signatureEdit(reading, signature)];
  edits.sort((a, b) => b.start - a.start);
  return printableJson(edits.reduce(apply, asBuffer(bytes)).toString('utf8'));
}

function apply(text: Buffer, { start, end, text: inserted }: Edit): Buffer {
  return Buffer.concat([text.subarray(0, start), Buffer.from(inserted), text.subarray(end)]);
}

function caveatEdit({ format }: Reading, object: JsonObject, added: readonly Caveat[]): Edit[] {
  if (added.length === 0) return [];
  const isV1 = format === 'v1-json';
  const key = CAVEATS_KEY[isV1 ? 'v1-json' : 'v2-json'];
  const items = added.map((caveat) => JSON.stringify(isV1 ? v1CaveatMembers(caveat) : v2CaveatMembers(caveat))).join();
  const list = findMember(object, key)?.value;
  if (list === undefined) {
    const start = object.offset + 1;
    return [{ start, end: start, text: `"${key}":[${items}],` }];
  }
  const end = list.offset + list.length;
  if (list.type !== 'array') return [{ start: list.offset, end, text: `[${items}]` }];
  return [{ start: end - 1, end: end - 1, text: list.items.length > 0 ? `,${items}` : items }];
}

/** The new signature, in hex or in the old one's dialect of base64. */
function signatureEdit({ format, fields, bytes }: Reading, signature: Uint8Array): Edit {
  const field = fields.findLast(({ name }) => name === 'signature');
  if (field === undefined) throw new TypeError('a reading without refused anomalies has a signature');
  const start = field.valueOffset;
  const end = start + field.valueLength;
  const { style } = scanBase64(asBuffer(bytes.subarray(start, end)).toString('latin1'));
  return { start, end, text: format === 'v1-json' ? encodeHex(signature) : encodeBase64(signature, style) };
}
