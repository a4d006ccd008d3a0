import { assembleCaveat, type Part } from './assemble.js';
import { checkValue } from './check-value.js';
import { type Caveat, type FieldName, SIGNATURE_BYTES } from './macaroon.js';
import type { Report, Scan, WireField } from './reading.js';
import { reportTrailing, unreadField } from './trailing.js';
import { endsInSignature, readField, V2, type V2Field } from './v2-field.js';

const NOTHING = new Uint8Array();

/**
 * Reads a V2 binary macaroon: a version byte, then sections of fields (libmacaroons doc/format.txt).
 * Does not verify. Reports every deviation and reads on; of duplicates, the last counts. Where a length cannot be
 * trusted it stops, and takes the signature from the end of the data if one is there.
 */
export function readV2(bytes: Uint8Array, report: Report): Scan {
  if (bytes[0] !== V2.version) report('v2-version', 0, { count: bytes[0] ?? 0 });
  const reader = new V2Reader(bytes, report);
  const header = reader.readSection('header');
  const identifier = header.fields.get(V2.identifier);
  if (identifier === undefined) report('identifier-missing', 1);
  const caveats = header.end === 'eos' ? reader.readCaveats() : [];
  const signature = reader.readSignature();
  const location = header.fields.get(V2.location);
  return {
    macaroon: {
      version: 2,
      location: location === undefined ? NOTHING : valueIn(bytes, location),
      identifier: identifier === undefined ? NOTHING : valueIn(bytes, identifier),
      caveats,
      signature,
    },
    fields: reader.fields,
    readable: identifier !== undefined && !identifier.cut,
  };
}

/** A section that was read: its fields by type, and what ended it. */
interface Section {
  readonly fields: ReadonlyMap<number, V2Field>;
  /** `signature`: the signature field came where an end mark was due. `stop`: the data ended or cannot be read on. */
  readonly end: 'eos' | 'signature' | 'stop';
}

type SectionKind = 'header' | 'caveat';

const NAMES: Record<SectionKind, ReadonlyMap<number, FieldName>> = {
  header: new Map<number, FieldName>([
    [V2.location, 'location'],
    [V2.identifier, 'identifier'],
  ]),
  caveat: new Map<number, FieldName>([
    [V2.location, 'cl'],
    [V2.identifier, 'cid'],
    [V2.vid, 'vid'],
  ]),
};

function valueIn(bytes: Uint8Array, { valueOffset, valueLength }: V2Field): Uint8Array {
  return bytes.subarray(valueOffset, valueOffset + valueLength);
}

class V2Reader {
  readonly fields: WireField[] = [];
  readonly #bytes: Uint8Array;
  readonly #report: Report;
  #offset = 1;
  #stopped = false;

  constructor(bytes: Uint8Array, report: Report) {
    this.#bytes = bytes;
    this.#report = report;
  }

  readSection(kind: SectionKind, caveat?: number): Section {
    const fields = new Map<number, V2Field>();
    let highest = 0;
    while (!this.#stopped) {
      if (fields.size > 0 && this.#atSignature(caveat)) return { fields, end: 'signature' };
      const field = this.#next(caveat);
      if (field?.type === V2.eos) return { fields, end: 'eos' };
      if (field === undefined) break;
      this.#add(field, NAMES[kind].get(field.type), caveat);
      if (fields.has(field.type)) this.#report('field-duplicate', field.offset, { caveat });
      else if (field.type < highest) this.#report('field-order', field.offset, { caveat });
      highest = Math.max(highest, field.type);
      fields.set(field.type, field);
    }
    return { fields, end: 'stop' };
  }

  /** Reads caveat sections up to the end mark that closes the list. */
  readCaveats(): Caveat[] {
    const caveats: Caveat[] = [];
    while (!this.#atSignature()) {
      const number = caveats.length + 1;
      const { fields, end } = this.readSection('caveat', number);
      if (fields.size === 0) break;
      const caveat = this.#caveatOf(fields, number);
      if (caveat !== undefined) caveats.push(caveat);
      if (end !== 'eos') break;
    }
    return caveats;
  }

  readSignature(): Uint8Array {
    if (this.#stopped) {
      if (this.#offset < this.#bytes.length) this.#report('caveats-unread', this.#offset);
      return this.#signatureAtEnd();
    }
    const offset = this.#offset;
    const field = offset < this.#bytes.length ? this.#next() : undefined;
    if (field?.type !== V2.signature) {
      this.#report('signature-missing', offset);
      this.fields.push(...unreadField(this.#bytes, offset));
      return NOTHING;
    }
    this.#add(field, 'signature');
    this.fields.push(...reportTrailing(this.#bytes, this.#offset, this.#report));
    return valueIn(this.#bytes, field);
  }

  /** The field that ends a well-formed macaroon, where it is there: `06 20` and 32 bytes. */
  #signatureAtEnd(): Uint8Array {
    if (!endsInSignature(this.#bytes, this.#offset)) {
      this.#report('signature-missing', this.#bytes.length);
      this.fields.push(...unreadField(this.#bytes, this.#offset));
      return NOTHING;
    }
    const offset = this.#bytes.length - SIGNATURE_BYTES - 2;
    this.fields.push(...unreadField(this.#bytes.subarray(0, offset), this.#offset));
    const [valueOffset, valueLength] = [offset + 2, SIGNATURE_BYTES];
    this.fields.push({ name: 'signature', offset, length: valueLength + 2, valueOffset, valueLength });
    return this.#bytes.subarray(valueOffset);
  }

  #next(caveat?: number): V2Field | undefined {
    const field = readField(this.#bytes, this.#offset, this.#report, caveat);
    if (field === undefined || field.cut) this.#stopped = true;
    if (field !== undefined) this.#offset = field.offset + field.length;
    return field;
  }

  /** Whether the signature comes where an end mark was due. */
  #atSignature(caveat?: number): boolean {
    const found = this.#bytes[this.#offset] === V2.signature;
    if (found) this.#report('v2-eos-missing', this.#offset, { caveat });
    return found;
  }

  #add(field: V2Field, name: FieldName | undefined, caveat?: number): void {
    const { cut, type: _, ...place } = field;
    this.fields.push({ name: name ?? 'unknown', ...place });
    if (name === undefined) this.#report('field-unknown', place.offset, { caveat });
    else if (!cut) {
      checkValue(name, valueIn(this.#bytes, field), place.valueOffset, this.#report, caveat);
      const isLocation = name === 'location' || name === 'cl';
      if (isLocation && place.valueLength === 0) this.#report('location-empty', place.offset, { caveat });
    }
  }

  #caveatOf(fields: ReadonlyMap<number, V2Field>, caveat: number): Caveat | undefined {
    const cid = this.#part(fields.get(V2.identifier));
    const [first] = fields.values();
    if (cid === undefined) {
      this.#report('cid-missing', first?.offset ?? this.#offset, { caveat });
      return undefined;
    }
    const found = { cid, vid: this.#part(fields.get(V2.vid)), cl: this.#part(fields.get(V2.location)) };
    return assembleCaveat(found, caveat, this.#report);
  }

  #part(field: V2Field | undefined): Part | undefined {
    return field === undefined ? undefined : { value: valueIn(this.#bytes, field), offset: field.offset };
  }
}
