import type { FieldName, Macaroon } from './macaroon.js';

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
  /** 1-based, where the anomaly is inside a caveat. */
  readonly caveat?: number;
}

export type AnomalyCode = string;

/** A macaroon as it was read: its content, how it was carried, where each field lies, and everything odd about it. */
export interface Reading {
  readonly macaroon: Macaroon;
  readonly format: WireFormat;
  readonly encoding: TextEncoding;
  readonly bytes: Uint8Array;
  readonly fields: readonly WireField[];
  readonly anomalies: readonly Anomaly[];
}
