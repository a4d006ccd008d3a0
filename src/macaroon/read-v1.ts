import { assembleCaveat, type Part } from './assemble.js';
import { checkValue } from './check-value.js';
import type { Caveat, FieldName, Macaroon } from './macaroon.js';
import { type Packet, readPacket } from './packet.js';
import type { Report, Scan, WireField } from './reading.js';
import { reportTrailing, unreadField } from './trailing.js';

const NOTHING = new Uint8Array();

/** A caveat whose packets are still coming. */
interface OpenCaveat {
  readonly cid: Part;
  vid?: Part;
  cl?: Part;
}

/**
 * Reads a V1 binary macaroon: `location identifier (cid [vid cl])* signature`, each a packet (libmacaroons v1.c).
 * Does not verify. Reports every deviation and reads on as pymacaroons would: of duplicates, the last counts; what
 * follows the signature is not read.
 */
export function readV1(bytes: Uint8Array, report: Report): Scan {
  const reader = new V1Reader(bytes, report);
  let offset = 0;
  while (offset < bytes.length && !reader.signed) {
    const packet = readPacket(bytes, offset, report);
    if (packet === undefined) break;
    reader.take(packet);
    offset = packet.offset + packet.length;
  }
  return reader.finish(offset);
}

/** In which part of a macaroon each packet belongs; it never goes back to an earlier one. */
const PART: Record<FieldName, number> = { location: 0, identifier: 1, cid: 2, vid: 2, cl: 2, signature: 3 };

class V1Reader {
  readonly #bytes: Uint8Array;
  readonly #report: Report;
  readonly #fields: WireField[] = [];
  readonly #caveats: Caveat[] = [];
  #open: OpenCaveat | undefined;
  #earlyVid: Part | undefined;
  #location: Uint8Array | undefined;
  #identifier: Uint8Array | undefined;
  #identifierWhole = false;
  #signature: Uint8Array | undefined;
  #part = 0;

  constructor(bytes: Uint8Array, report: Report) {
    this.#bytes = bytes;
    this.#report = report;
  }

  get signed(): boolean {
    return this.#signature !== undefined;
  }

  take({ cut, ...field }: Packet): void {
    this.#fields.push(field);
    const { name, offset, valueOffset, valueLength } = field;
    if (name === 'unknown') return;
    const value = this.#bytes.subarray(valueOffset, valueOffset + valueLength);
    if (name === 'cid' || name === 'signature') this.#closeCaveat();
    const caveat = PART[name] === 2 ? this.#caveats.length + 1 : undefined;
    this.#checkOrder(name, offset, caveat);
    if (!cut) checkValue(name, value, valueOffset, this.#report, caveat);
    this.#keep(name, value, field.offset, cut);
  }

  #checkOrder(name: FieldName, offset: number, caveat: number | undefined): void {
    if (this.#isDuplicate(name)) this.#report('field-duplicate', offset, { caveat });
    else if (PART[name] < this.#part) this.#report('field-order', offset, { caveat });
    this.#part = Math.max(this.#part, PART[name]);
  }

  #isDuplicate(name: FieldName): boolean {
    if (name === 'location') return this.#location !== undefined;
    if (name === 'identifier') return this.#identifier !== undefined;
    return (name === 'vid' && this.#open?.vid !== undefined) || (name === 'cl' && this.#open?.cl !== undefined);
  }

  #keep(name: FieldName, value: Uint8Array, offset: number, cut: boolean): void {
    const part = { value, offset };
    switch (name) {
      case 'location':
        this.#location = value;
        break;
      case 'identifier':
        this.#identifier = value;
        this.#identifierWhole = !cut;
        break;
      case 'cid':
        this.#open = this.#earlyVid === undefined ? { cid: part } : { cid: part, vid: this.#earlyVid };
        this.#earlyVid = undefined;
        break;
      case 'vid':
        this.#keepVid(part);
        break;
      case 'cl':
        this.#keepCl(part);
        break;
      case 'signature':
        this.#signature = value;
        break;
    }
  }

  #keepVid(vid: Part): void {
    const caveat = this.#caveats.length + 1;
    if (this.#open === undefined) {
      this.#report('vid-without-cid', vid.offset, { caveat });
      this.#earlyVid = vid;
      return;
    }
    if (this.#open.cl !== undefined && this.#open.vid === undefined)
      this.#report('field-order', vid.offset, { caveat });
    this.#open.vid = vid;
  }

  #keepCl(cl: Part): void {
    if (this.#open === undefined) this.#report('first-party-with-location', cl.offset);
    else this.#open.cl = cl;
  }

  #closeCaveat(): void {
    if (this.#open === undefined) return;
    this.#caveats.push(assembleCaveat(this.#open, this.#caveats.length + 1, this.#report));
    this.#open = undefined;
  }

  finish(end: number): Scan {
    this.#closeCaveat();
    if (this.#location === undefined) this.#report('location-missing', 0);
    if (this.#identifier === undefined) this.#report('identifier-missing', this.#fields[1]?.offset ?? end);
    if (this.#signature === undefined) {
      if (end < this.#bytes.length) this.#report('caveats-unread', end);
      this.#report('signature-missing', end);
      this.#fields.push(...unreadField(this.#bytes, end));
    } else {
      this.#fields.push(...reportTrailing(this.#bytes, end, this.#report));
    }
    const around = (this.#location !== undefined || this.#caveats.length > 0) && this.#signature !== undefined;
    return { macaroon: this.#macaroon(), fields: this.#fields, readable: this.#identifierWhole || around };
  }

  #macaroon(): Macaroon {
    return {
      version: 1,
      location: this.#location ?? NOTHING,
      identifier: this.#identifier ?? NOTHING,
      caveats: this.#caveats,
      signature: this.#signature ?? NOTHING,
    };
  }
}
