import { isUtf8 } from 'node:buffer';
import type { AnomalyCode } from '../wording/anomalies.js';
import { type FieldName, SIGNATURE_BYTES, VERIFICATION_ID_BYTES } from './macaroon.js';
import type { Report } from './reading.js';

const EMPTY: Partial<Record<FieldName, AnomalyCode>> = {
  identifier: 'identifier-empty',
  cid: 'caveat-empty',
  vid: 'vid-empty',
};

const FIXED: Partial<Record<FieldName, { readonly bytes: number; readonly code: AnomalyCode }>> = {
  signature: { bytes: SIGNATURE_BYTES, code: 'signature-length' },
  vid: { bytes: VERIFICATION_ID_BYTES, code: 'vid-length' },
};

/** How many bytes a field's value always has, whatever the wire format; `undefined` where it may be any length. */
export function fixedLength(name: FieldName): number | undefined {
  return FIXED[name]?.bytes;
}

/** Reports what is odd about a field's value in any wire format: empty, of the wrong length, not UTF-8. `byte` is where it begins. */
export function checkValue(name: FieldName, value: Uint8Array, byte: number, report: Report, caveat?: number): void {
  const fixed = FIXED[name];
  const empty = EMPTY[name];
  if (value.length === 0 && empty !== undefined) report(empty, byte, { caveat });
  else if (fixed !== undefined && value.length !== fixed.bytes) {
    report(fixed.code, byte, { count: value.length, caveat });
  } else if (fixed === undefined && !isUtf8(value)) report('not-utf8', byte, { caveat });
}
