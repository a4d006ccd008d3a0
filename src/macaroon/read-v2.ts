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
  const identifier = header.values.get(V2.identifier);
  if (identifier === undefined) report('identifier-missing', 1);
  const caveats = header.end === 'eos' ? reader.readCaveats() : [];
  const signature = reader.readSignature();
  return {
    macaroon: {
      version: 2,
      location: header.values.get(V2.location) ?? NOTHING,
      identifier: identifier ?? NOTHING,
      caveats,
      signature,
    },
    fields: reader.fields,
    readable: identifier !== undefined && !header.cut.has(V2.identifier),
  };
}

/** A section that was read: its values by field type, and what ended it. */
interface Section {
  readonly values: ReadonlyMap<number, Uint8Array>;
  readonly offsets: ReadonlyMap<number, number>;
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
    const values = new Map<number, Uint8Array>();
    const offsets = new Map<number, number>();
    const cut = new Set<number>();
    let last: number = V2.eos;
    for (;;) {
      if (this.#bytes[this.#offset] === V2.signature && values.size > 0) {
        this.#report('v2-eos-missing', this.#offset, { caveat });
        return { values, offsets, cut, end: 'signature' };
      }
      const field = this.#next(caveat);
      if (field === undefined) return { values, offsets, cut, end: 'stop' };
      if (field.type === V2.eos) return { values, offsets, cut, end: 'eos' };
      this.#keep(field, NAMES[kind].get(field.type), caveat);
      if (values.has(field.type)) this.#report('field-duplicate', field.offset, { caveat });
      else if (field.type < last) this.#report('field-order', field.offset, { caveat });
      last = Math.max(last, field.type);
      values.set(field.type, this.#valueOf(field));
      offsets.set(field.type, field.offset);
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
      if (section.values.size === 0) return caveats;
      const caveat = this.#caveatOf(section, number);
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

  /** A caveat is third-party when it has a verification id; an empty one is none, as Go and libmacaroons read it. */
  #caveatOf({ values, offsets }: Section, number: number): Caveat | undefined {
    const identifier = values.get(V2.identifier);
    const verificationId = values.get(V2.vid);
    const location = values.get(V2.location);
    const first = Math.min(...offsets.values());
    if (identifier === undefined) {
      this.#report('cid-missing', first, { caveat: number });
      return undefined;
    }
    if (verificationId === undefined && location !== undefined) {
      this.#report('first-party-with-location', offsets.get(V2.location) ?? first, { caveat: number });
    }
    if (verificationId !== undefined && location === undefined) {
      this.#report('third-party-without-location', offsets.get(V2.vid) ?? first, { caveat: number });
    }
    return verificationId === undefined || verificationId.length === 0
      ? { party: 'first', identifier }
      : { party: 'third', identifier, verificationId, location: location ?? NOTHING };
  }
}
