import { readCaveats } from '../caveat/read.js';
import { likeliestDialect } from '../dialect/likeliest.js';
import { refuseAnomalies } from '../macaroon/anomaly-log.js';
import { decodeMacaroon } from '../macaroon/decode.js';
import { type TokenForm, writeMacaroon } from '../macaroon/encode.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import type { Reading, TextEncoding, WireFormat } from '../macaroon/reading.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { guessIssuer } from '../token/issuer.js';
import { readMacaroon } from '../token/read-macaroon.js';
import { ANOMALIES, wordAnomaly } from '../wording/anomalies.js';
import { CONVERT_WARNINGS, type ConvertWarning } from '../wording/convert.js';
import type { TokenSource } from '../wording/inspect.js';
import type { InputReport } from './inspect.js';

/** What `convert` answers: the JSON of `schemas/convert.schema.json`. Holds a token. */
export interface ConvertReport {
  readonly schema: 'matrix-token.convert/1';
  readonly token: string;
  readonly fingerprint: string;
  /** The fingerprint of the text that was converted. */
  readonly original: string;
  readonly input: InputReport;
  readonly source: FormReport;
  readonly target: FormReport;
  readonly warnings: readonly string[];
}

/** How a macaroon is written. */
export interface FormReport {
  readonly format: WireFormat;
  readonly encoding: TextEncoding;
  readonly padded: boolean;
}

/** The longest field that the Rust library reads in V2, in bytes. */
const RUST_FIELD_BYTES = 65_535;

/**
 * Writes the macaroon in a text in another wire format or encoding; content and signature stay. Throws what `readMacaroon` throws,
 * `ERR_MACAROON_ANOMALOUS` where readers disagree about what the macaroon holds, since the new text would settle that one way,
 * `ERR_MACAROON_TOO_LONG` (V1) and `ERR_MACAROON_NOT_UTF8` (V1 JSON) for what the target cannot hold.
 */
export function convertToken(text: string, form: TokenForm, from: TokenSource): ConvertReport {
  const { token: original, wrapper, trimmed, reading } = readMacaroon(text, 'converted');
  refuseAnomalies(reading);
  const token = writeMacaroon(reading.macaroon, form);
  return {
    schema: 'matrix-token.convert/1',
    token,
    fingerprint: fingerprintToken(token),
    original: fingerprintToken(original),
    input: { from, wrapper, trimmed },
    source: formOf(reading),
    target: formOf(decodeMacaroon(token)),
    warnings: [...warnOfForm(reading, form, token === original), ...warnOfContent(reading)],
  };
}

function formOf({ format, encoding, padded }: Reading): FormReport {
  return { format, encoding, padded };
}

function warnOfForm(reading: Reading, form: TokenForm, isUnchanged: boolean): string[] {
  const issuer = guessIssuer({ kind: 'macaroon', reading, notes: [] }, readCaveats(reading.macaroon.caveats));
  const { verification, title } = likeliestDialect(issuer);
  const isHex = 'encoding' in form && form.encoding === 'hex';
  const applies: Record<Exclude<ConvertWarning, 'exact-text'>, boolean> = {
    'synapse-form': form.format !== 'v1' || isHex,
    'hex-form': isHex,
    'rust-limit': form.format === 'v2' && longestValue(reading.macaroon) > RUST_FIELD_BYTES,
    'rust-json': form.format === 'v2-json' && reading.macaroon.caveats.some(({ party }) => party === 'third'),
  };
  if (verification === 'exact-text') return isUnchanged ? [] : [CONVERT_WARNINGS['exact-text'](title)];
  return (['synapse-form', 'hex-form', 'rust-limit', 'rust-json'] as const)
    .filter((code) => applies[code])
    .map((code) => CONVERT_WARNINGS[code]());
}

function longestValue({ location, identifier, caveats }: Macaroon): number {
  const longest = Math.max(location.length, identifier.length);
  return caveats.reduce((length, caveat) => Math.max(length, caveat.identifier.length), longest);
}

/** What is odd about the content goes along: it is read alike by all, but not taken by all. */
function warnOfContent({ anomalies }: Reading): string[] {
  return anomalies
    .filter(({ code }) => ANOMALIES[code].severity !== 'info')
    .map((anomaly) => wordAnomaly(anomaly).message);
}
