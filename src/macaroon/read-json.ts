import {
  type JsonMember,
  type JsonObject,
  type JsonProblem,
  type JsonValue,
  scanJson,
  skipWhiteSpace,
} from '../encoding/json.js';
import type { AnomalyCode } from '../wording/anomalies.js';
import { assembleCaveat } from './assemble.js';
import { readMembers, reportDuplicateKeys, SLOTS } from './json-members.js';
import type { Caveat } from './macaroon.js';
import type { Report, Scan, WireField } from './reading.js';

const NOTHING = new Uint8Array();
/** How deep a JSON macaroon may be nested; the formats need 3. */
export const MAX_DEPTH = 8;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

type JsonFormat = 'v1-json' | 'v2-json';

/**
 * Reads a JSON macaroon of either version (libmacaroons doc/format.txt; V1 as Go writes it). Does not verify.
 * Reports every deviation and reads on: of a broken text, the members before the break count.
 */
export function readJson(bytes: Uint8Array, report: Report): { readonly format: JsonFormat; readonly scan: Scan } {
  const start = skipAround(bytes, report);
  const { value, end, problem } = scanJson(bytes, start, MAX_DEPTH);
  if (problem === undefined) reportRest(bytes, end, report);
  else reportProblem(problem, bytes.length, report);
  if (value?.type !== 'object') return { format: 'v2-json', scan: nothing() };
  const format = versionOf(value);
  return { format, scan: readObject(value, format, report) };
}

/** The member that holds the list of caveats. */
export const CAVEATS_KEY: Record<JsonFormat, string> = { 'v1-json': 'caveats', 'v2-json': 'c' };

/** The last member of a key: the one that counts. */
export function findMember({ members }: JsonObject, key: string): JsonMember | undefined {
  return members.findLast((member) => member.key === key);
}

function skipAround(bytes: Uint8Array, report: Report): number {
  const marked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  if (marked) report('byte-order-mark', 0);
  const start = marked ? BYTE_ORDER_MARK.length : 0;
  const end = skipWhiteSpace(bytes, start);
  if (end > start) report('json-white-space', start);
  return end;
}

function reportRest(bytes: Uint8Array, end: number, report: Report): void {
  const rest = skipWhiteSpace(bytes, end);
  if (rest < bytes.length) report('json-data-after', rest, { count: bytes.length - rest });
  else if (rest > end) report('json-white-space', end);
}

const PROBLEMS: Record<JsonProblem['reason'], AnomalyCode> = {
  syntax: 'json-syntax',
  surrogate: 'json-surrogate',
  depth: 'json-too-deep',
  end: 'truncated',
};

function reportProblem({ reason, byte }: JsonProblem, end: number, report: Report): void {
  report(PROBLEMS[reason], byte, { count: reason === 'depth' ? MAX_DEPTH : 1 });
  if (byte < end) report('caveats-unread', byte);
}

/** A V2 macaroon has an `i`, `s`, `v` or `c`; with members of both versions, those of V2 count. */
function versionOf({ members }: JsonObject): JsonFormat {
  return members.some(({ key }) => KNOWN['v2-json'].has(key)) ? 'v2-json' : 'v1-json';
}

const OTHER = { 'v1-json': 'v2-json', 'v2-json': 'v1-json' } as const;

/** Keys, to ask whether one is among them: a set of them, or a map by them. */
type Keys = Pick<ReadonlySet<string>, 'has'>;

const KNOWN: Record<JsonFormat, Keys> = {
  'v1-json': new Set([...SLOTS['v1-json'].top.keys(), 'caveats']),
  'v2-json': new Set([...SLOTS['v2-json'].top.keys(), 'c', 'v']),
};

function readObject(object: JsonObject, format: JsonFormat, report: Report): Scan {
  reportDuplicateKeys(object, report);
  reportForeignKeys(object, KNOWN[format], KNOWN[OTHER[format]], report);
  if (format === 'v2-json') reportVersion(object, report);
  const { parts, fields } = readMembers(object, SLOTS[format].top, report);
  const caveats = readCaveats(object, format, report);
  const identifier = parts.get('identifier')?.value;
  const signature = parts.get('signature')?.value;
  if (identifier === undefined) report('identifier-missing', object.offset);
  if (signature === undefined) report('signature-missing', object.offset + object.length - 1);
  return {
    macaroon: {
      version: format === 'v1-json' ? 1 : 2,
      location: parts.get('location')?.value ?? NOTHING,
      identifier: identifier ?? NOTHING,
      caveats: caveats.map(({ caveat }) => caveat),
      signature: signature ?? NOTHING,
    },
    fields: [...fields, ...caveats.flatMap((caveat) => caveat.fields)].sort((a, b) => a.offset - b.offset),
    readable: identifier !== undefined,
  };
}

function reportForeignKeys({ members }: JsonObject, own: Keys, other: Keys, report: Report, caveat?: number): void {
  for (const { key, keyOffset } of members) {
    if (!own.has(key)) report(other.has(key) ? 'json-mixed-versions' : 'field-unknown', keyOffset, { caveat });
  }
}

function reportVersion(object: JsonObject, report: Report): void {
  const version = findMember(object, 'v')?.value;
  if (version === undefined) report('json-version-missing', object.offset);
  else if (version.type !== 'number' || version.value !== 2) report('json-version', version.offset);
}

interface ReadCaveat {
  readonly caveat: Caveat;
  readonly fields: readonly WireField[];
}

function readCaveats(object: JsonObject, format: JsonFormat, report: Report): ReadCaveat[] {
  const list = findMember(object, CAVEATS_KEY[format])?.value;
  if (list === undefined) {
    if (format === 'v2-json') report('json-caveats-missing', object.offset);
    return [];
  }
  if (list.type === 'array') return readList(list.items, format, report);
  report(list.type === 'literal' && list.value === null ? 'json-null' : 'json-wrong-type', list.offset);
  return [];
}

function readList(items: readonly JsonValue[], format: JsonFormat, report: Report): ReadCaveat[] {
  return items.flatMap((item, index) => {
    const caveat = index + 1;
    if (item.type === 'object') return readCaveat(item, format, caveat, report);
    report('json-wrong-type', item.offset, { caveat });
    return [];
  });
}

function readCaveat(object: JsonObject, format: JsonFormat, caveat: number, report: Report): ReadCaveat[] {
  const own = SLOTS[format].caveat;
  const other = SLOTS[OTHER[format]].caveat;
  reportDuplicateKeys(object, report, caveat);
  reportForeignKeys(object, own, other, report, caveat);
  const { parts, fields } = readMembers(object, own, report, caveat);
  const cid = parts.get('cid');
  if (cid === undefined) {
    report('cid-missing', object.offset, { caveat });
    return [];
  }
  const found = { cid, vid: parts.get('vid'), cl: parts.get('cl') };
  return [{ caveat: assembleCaveat(found, caveat, report), fields }];
}

function nothing(): Scan {
  const macaroon = { version: 2, location: NOTHING, identifier: NOTHING, caveats: [], signature: NOTHING } as const;
  return { macaroon, fields: [], readable: false };
}
