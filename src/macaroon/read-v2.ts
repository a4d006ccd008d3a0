import { assembleCaveat, type Part } from './assemble.js';
import { checkValue } from './check-value.js';
import { type Caveat, type FieldName, SIGNATURE_BYTES } from './macaroon.js';
import type { Report, Scan, WireField } from './reading.js';
import { reportTrailing, unreadField } from './trailing.js';
import { endsInSignature, readField, V2, type V2Field } from './v2-field.js';

const NOTHING = new Uint8Array();

/**
 * Reads a V2 binary macaroon: a version byte, then sections of fields (libmacaroons doc/format.txt).
 * Does not verify. Reports every deviation and reads on; where a length cannot be trusted it stops, and takes the
 * signature from the end of the data if one is there.
 */
export function readV2(bytes: Uint8Array, report: Report): Scan {
  if (bytes[0] !== V2.version) report('v2-version', 0, { count: bytes[0] ?? 0 });
  const reader = new V2Reader(bytes, report);
  const header = reader.readSection('header');
  const identifier = header.parts.get(V2.identifier)?.value;
  if (identifier === undefined) report('identifier-missing', 1);
  const caveats = header.end === 'eos' ? reader.readCaveats() : [];
  const signature = reader.readSignature();
  return {
    macaroon: {
      version: 2,
      location: header.parts.get(V2.location)?.value ?? NOTHING,
      identifier: identifier ?? NOTHING,
      caveats,
      signature,
    },
    fields: reader.fields,
    readable: identifier !== undefined && !header.cut.has(V2.identifier),
  };
}

/** A section that was read: its parts by field type, and what ended it. */
interface Section {
  readonly parts: ReadonlyMap<number, Part>;
  readonly cut: ReadonlySet<number>;
  /** `signature`: the signature field came where an end mark was due. `stop`: the data ended or cannot be read on. */
  readonly end: 'eos' | 'signature' | 'stop';
}

const NAMES: Record<'header' | 'caveat', ReadonlyMap<number, FieldName>> = {
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

  readSection(kind: 'header' | 'caveat', caveat?: number): Section {
    const parts = new Map<number, Part>();
    const cut = new Set<number>();
    let last: number = V2.eos;
    for (;;) {
      if (this.#bytes[this.#offset] === V2.signature && parts.size > 0) {
        this.#report('v2-eos-missing', this.#offset, { caveat });
        return { parts, cut, end: 'signature' };
      }
      const field = this.#next(caveat);
      if (field === undefined) return { parts, cut, end: 'stop' };
      if (field.type === V2.eos) return { parts, cut, end: 'eos' };
      this.#keep(field, NAMES[kind].get(field.type), caveat);
      if (parts.has(field.type)) this.#report('field-duplicate', field.offset, { caveat });
      else if (field.type < last) this.#report('field-order', field.offset, { caveat });
      last = Math.max(last, field.type);
      parts.set(field.type, { value: this.#valueOf(field), offset: field.offset });
      if (field.cut) cut.add(field.type);
    }
  }

  /** Reads caveat sections up to the end mark that closes the list. */
  readCaveats(): Caveat[] {
    const caveats: Caveat[] = [];
    for (;;) {
      const number = caveats.length + 1;
      if (this.#atSignature()) {
        this.#report('v2-eos-missing', this.#offset);
        return caveats;
      }
      const section = this.readSection('caveat', number);
      if (section.parts.size === 0) return caveats;
      const caveat = this.#caveatOf(section.parts, number);
      if (caveat !== undefined) caveats.push(caveat);
      if (section.end !== 'eos') return caveats;
    }
  }

  readSignature(): Uint8Array {
    const offset = this.#offset;
    if (this.#stopped) return this.#signatureAtEnd();
    const field = offset < this.#bytes.length ? this.#next() : undefined;
    if (field?.type !== V2.signature) {
      if (!this.#stopped) this.#report('signature-missing', offset);
      this.fields.push(...unreadField(this.#bytes, field === undefined ? offset : this.#offset));
      return NOTHING;
    }
    this.#keep(field, 'signature');
    this.fields.push(...reportTrailing(this.#bytes, this.#offset, this.#report));
    return this.#valueOf(field);
  }

  /** The bytes that end a well-formed macaroon, where they are: `06 20` and 32 bytes. */
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
    if (field === undefined) this.#stopped = true;
    else this.#offset = field.offset + field.length;
    return field;
  }

  #atSignature(): boolean {
    return this.#bytes[this.#offset] === V2.signature;
  }

  #keep({ cut, type: _, ...place }: V2Field, name: FieldName | undefined, caveat?: number): void {
    this.fields.push({ name: name ?? 'unknown', ...place });
    if (name === undefined) this.#report('field-unknown', place.offset, { caveat });
    else if (!cut) {
      const value = this.#bytes.subarray(place.valueOffset, place.valueOffset + place.valueLength);
      checkValue(name, value, place.valueOffset, this.#report, caveat);
      if (value.length === 0 && (name === 'location' || name === 'cl')) {
        this.#report('location-empty', place.offset, { caveat });
      }
    }
  }

  #valueOf({ valueOffset, valueLength }: V2Field): Uint8Array {
    return this.#bytes.subarray(valueOffset, valueOffset + valueLength);
  }

  #caveatOf(parts: ReadonlyMap<number, Part>, caveat: number): Caveat | undefined {
    const cid = parts.get(V2.identifier);
    const [first] = parts.values();
    if (cid === undefined) {
      this.#report('cid-missing', first?.offset ?? this.#offset, { caveat });
      return undefined;
    }
    const found = { cid, vid: parts.get(V2.vid), cl: parts.get(V2.location) };
    return assembleCaveat(found, caveat, this.#report);
  }
}
