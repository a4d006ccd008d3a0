import { describeCaveat, maskedText } from '../caveat/describe.js';
import type { ReadCaveat } from '../caveat/read.js';
import type { Standing } from '../caveat/registry.js';
import type { Moment } from '../caveat/time.js';
import { escapeText } from '../encoding/escape.js';
import type { Caveat } from '../macaroon/macaroon.js';
import type { Reading, TextEncoding, WireFormat } from '../macaroon/reading.js';
import type { SignatureState } from '../macaroon/verify.js';
import { MASKED } from '../wording/inspect.js';
import { type Base64Value, showBytes, type TextValue } from './text-value.js';

/** A macaroon's content in the JSON of `inspect`. Holds no signature, only its length and what became of checking it. */
export interface MacaroonReport {
  readonly version: 1 | 2;
  readonly format: WireFormat;
  readonly encoding: TextEncoding;
  readonly location: string;
  readonly locationBytes?: Base64Value;
  readonly identifier: string;
  readonly identifierBytes?: Base64Value;
  readonly caveats: readonly CaveatReport[];
  readonly signature: { readonly bytes: number; readonly state: 'skipped' | 'valid' | 'invalid' };
}

export interface CaveatReport {
  /** From 1. */
  readonly index: number;
  readonly text: string;
  readonly bytes?: Base64Value;
  /** Null, as are operator and value, where the caveat is not of that form. */
  readonly key: string | null;
  readonly operator: string | null;
  readonly value: string | null;
  readonly party: 'first' | 'third';
  readonly standing: Standing;
  readonly meaning: string;
  /** Whether the value is left out of `text` and `value`. */
  readonly masked: boolean;
  readonly time?: Moment;
  /** Of a third-party caveat: who is to confirm it. */
  readonly location?: string;
}

/** Reports a macaroon and each of its caveats; does not judge them. `caveats` are those of `reading`, as read. */
export function reportMacaroon(
  { macaroon, format, encoding }: Reading,
  caveats: readonly ReadCaveat[],
  signature: SignatureState | undefined,
  { now, showValues }: { readonly now: number; readonly showValues: boolean },
): MacaroonReport {
  const location = showBytes(macaroon.location);
  const identifier = showBytes(macaroon.identifier);
  return {
    version: macaroon.version,
    format,
    encoding,
    location: location.text,
    ...(location.bytes && { locationBytes: location.bytes }),
    identifier: identifier.text,
    ...(identifier.bytes && { identifierBytes: identifier.bytes }),
    caveats: reportCaveats(macaroon.caveats, caveats, { now, showValues }),
    signature: { bytes: macaroon.signature.length, state: signatureState(signature) },
  };
}

/** Reports caveats one by one; does not judge them. `caveats` are the same ones, as read. Their `index` is the one they have there. */
export function reportCaveats(
  wires: readonly Caveat[],
  caveats: readonly ReadCaveat[],
  { now, showValues }: { readonly now: number; readonly showValues: boolean },
): CaveatReport[] {
  return wires.flatMap((wire, at) => {
    const caveat = caveats[at];
    return caveat === undefined ? [] : [reportCaveat(wire, caveat, now, showValues)];
  });
}

function signatureState(signature: SignatureState | undefined): MacaroonReport['signature']['state'] {
  if (signature === undefined) return 'skipped';
  return signature.state === 'valid' ? 'valid' : 'invalid';
}

function reportCaveat(wire: Caveat, caveat: ReadCaveat, now: number, showValues: boolean): CaveatReport {
  const { index, party, standing, statement, meaning, secret, time } = describeCaveat(caveat, now);
  const masked = secret && !showValues;
  const value = statement?.value ?? null;
  return {
    index,
    ...showCaveat(wire, caveat, masked),
    key: statement === undefined ? null : escapeText(statement.key),
    operator: statement === undefined ? null : escapeText(statement.operator),
    value: value === null || !masked ? escapeOrNull(value) : MASKED,
    party,
    standing,
    meaning,
    masked,
    ...(time && { time }),
    ...(wire.party === 'third' && { location: showBytes(wire.location).text }),
  };
}

function escapeOrNull(text: string | null): string | null {
  return text === null ? null : escapeText(text);
}

function showCaveat(wire: Caveat, caveat: ReadCaveat, masked: boolean): TextValue {
  const hidden = masked ? maskedText(caveat, MASKED) : undefined;
  return hidden === undefined ? showBytes(wire.identifier) : { text: escapeText(hidden) };
}
