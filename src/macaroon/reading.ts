import type { AnomalyCode } from '../wording/anomalies.js';
import type { FieldName, Macaroon } from './macaroon.js';

export type { AnomalyCode } from '../wording/anomalies.js';

export type WireFormat = 'v1' | 'v2' | 'v1-json' | 'v2-json';

/** How the bytes were carried as text. `binary` is raw bytes (a `.macaroon` file). */
export type TextEncoding = 'base64' | 'base64url' | 'hex' | 'json' | 'binary';

/** One field as it lies on the wire. `offset` and `length` are of the whole field, `value` of what it holds; bytes into `Reading.bytes`. */
export interface WireField {
  readonly name: FieldName | 'unknown';
  readonly offset: number;
  readonly length: number;
  readonly valueOffset: number;
  readonly valueLength: number;
}

/** Something about a token that a strict reader refuses or that readers disagree about, and the byte where it is. */
export interface Anomaly {
  readonly code: AnomalyCode;
  /** `text`: the byte is an offset into the token's text; `decoded`: into the bytes that the text encodes. */
  readonly in: 'text' | 'decoded';
  readonly byte: number;
  readonly expected: string;
  /** The number that its wording speaks of: bytes missing or found, characters in a row. 0 where it speaks of none. */
  readonly count: number;
  /** 1-based, where the anomaly is inside a caveat. */
  readonly caveat?: number;
}

/** What a reader tells about an anomaly, besides its code and byte. */
export interface AnomalyDetail {
  readonly count?: number;
  readonly caveat?: number | undefined;
}

/** Takes what a reader finds odd. The strict reader's throws, the recovering one's collects: they read the same way. */
export type Report = (code: AnomalyCode, byte: number, detail?: AnomalyDetail) => void;

/** What a reader of one wire format made of the bytes. */
export interface Scan {
  readonly macaroon: Macaroon;
  readonly fields: readonly WireField[];
  /** Whether enough could be read to speak of a macaroon at all: its identifier, or what is around it. */
  readonly readable: boolean;
}

/** A macaroon as it was read: its content, how it was carried, where each field lies, and everything odd about it. */
export interface Reading {
  readonly macaroon: Macaroon;
  readonly format: WireFormat;
  readonly encoding: TextEncoding;
  /** Whether the base64 text has `=` at the end or, in the standard alphabet, is of a length that takes none. */
  readonly padded: boolean;
  readonly bytes: Uint8Array;
  readonly fields: readonly WireField[];
  readonly anomalies: readonly Anomaly[];
}
