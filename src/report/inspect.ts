import { type EffectiveRights, effectiveRights } from '../caveat/effective.js';
import { type ReadCaveat, readCaveats } from '../caveat/read.js';
import { escapeText } from '../encoding/escape.js';
import type { Reading } from '../macaroon/reading.js';
import { type SignatureState, verifySignature } from '../macaroon/verify.js';
import type { ChecksumState } from '../token/checksum.js';
import { extractToken } from '../token/extract.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { guessIssuer, type Issuer } from '../token/issuer.js';
import type { TokenKind } from '../token/kind.js';
import type { Wrapper } from '../token/layer.js';
import { type RecognisedToken, recogniseToken } from '../token/recognise.js';
import { ANOMALIES } from '../wording/anomalies.js';
import type { TokenSource } from '../wording/inspect.js';
import type { OpaqueGuess } from '../wording/opaque-guesses.js';
import { type DischargeReport, reportDischarges } from './inspect-discharges.js';
import { collectFindings, type ReportedFinding } from './inspect-findings.js';
import { type JwtReport, jwtRights, reportJwt } from './inspect-jwt.js';
import { type MacaroonReport, reportMacaroon } from './inspect-macaroon.js';
import type { WireReport } from './inspect-wire.js';

/** What `inspect` says of one token: the JSON of `schemas/inspect.schema.json`. Every text from the token is escaped in it. */
export interface InspectReport {
  readonly schema: 'matrix-token.inspect/1';
  readonly kind: TokenKind;
  readonly issuer: Issuer | null;
  /** What an opaque token probably is; null for other kinds, and where its form says nothing. */
  readonly guess: OpaqueGuess | null;
  readonly fingerprint: string;
  readonly input: InputReport;
  readonly localpart: string | null;
  readonly checksum: { readonly state: ChecksumState } | null;
  readonly macaroon: MacaroonReport | null;
  readonly jwt: JwtReport | null;
  readonly effective: EffectiveReport | null;
  readonly findings: readonly ReportedFinding[];
  /** What came with it, where it was in a bundle of macaroons; the rest of the report is about the first, the root. */
  readonly discharges?: readonly DischargeReport[];
  /** Only where --wire asks for it. */
  readonly wire?: WireReport;
  readonly warnings: readonly string[];
}

export interface InputReport {
  readonly from: TokenSource;
  readonly wrapper: Wrapper | null;
  readonly trimmed: boolean;
}

/** What the token allows, and whether anyone has checked that: `claimed` is read off it, `verified` is signed with the key given. */
export interface EffectiveReport extends Omit<EffectiveRights, 'causes'> {
  readonly basis: 'claimed' | 'verified';
}

export interface InspectOptions {
  readonly from: TokenSource;
  /** The clock to judge by, in ms since the epoch. */
  readonly now: number;
  /** Whether the values of `nonce`, `state`, `code_verifier` and `pushkey` are shown. Nothing shows a signature. */
  readonly showValues: boolean;
  /** The issuer's secret as configured, if the signature is to be checked. */
  readonly rootKey?: Uint8Array;
}

/**
 * Recognises, decodes and explains the token in a text; asks no server, and checks a macaroon's signature only with a key.
 * Throws what `extractToken` and `recogniseToken` throw: `ERR_INPUT_EMPTY`, `ERR_INPUT_TOO_LARGE`, `ERR_SEVERAL_TOKENS`,
 * `ERR_NOT_A_TOKEN`, `ERR_MACAROON_DECODE`.
 */
export function inspectToken(text: string, options: InspectOptions): InspectReport {
  const extracted = extractToken(text);
  const token = recogniseToken(extracted.token);
  const caveats = token.kind === 'macaroon' ? readCaveats(token.reading.macaroon.caveats) : [];
  const signature = checkSignature(token, options.rootKey);
  const { wrapper, trimmed } = extracted;
  return {
    schema: 'matrix-token.inspect/1',
    kind: token.kind,
    issuer: guessIssuer(token, caveats),
    guess: token.kind === 'opaque' ? token.guess : null,
    fingerprint: fingerprintToken(extracted.token),
    input: { from: options.from, wrapper, trimmed },
    localpart: 'localpart' in token && token.localpart !== null ? escapeText(token.localpart) : null,
    checksum: 'checksum' in token ? { state: token.checksum } : null,
    macaroon: token.kind === 'macaroon' ? reportMacaroon(token.reading, caveats, signature, options) : null,
    jwt: token.kind === 'jwt' ? reportJwt(token, options) : null,
    effective: reportRights(token, caveats, signature, options.now),
    findings: collectFindings(extracted, token, caveats, signature, options.now),
    ...(extracted.discharges && { discharges: reportDischarges(extracted.discharges, options) }),
    warnings: [],
  };
}

function checkSignature(token: RecognisedToken, rootKey: Uint8Array | undefined): SignatureState | undefined {
  if (rootKey === undefined || token.kind !== 'macaroon') return undefined;
  return verifySignature(token.reading.macaroon, rootKey);
}

function reportRights(
  token: RecognisedToken,
  caveats: readonly ReadCaveat[],
  signature: SignatureState | undefined,
  now: number,
): EffectiveReport | null {
  if (token.kind === 'jwt') return jwtRights(token, now);
  if (token.kind !== 'macaroon') return null;
  const effective = reportEffective(caveats, now, signature?.state === 'valid');
  return effective.state === 'live' && isDamaged(token.reading) ? { ...effective, state: 'undetermined' } : effective;
}

/** Whether servers may refuse a macaroon or see other caveats in it than are shown. */
function isDamaged({ anomalies }: Reading): boolean {
  return anomalies.some(({ code }) => ANOMALIES[code].severity === 'error');
}

/** Reports what a macaroon's caveats leave, all together. `verified`: whether a key has confirmed the signature. */
export function reportEffective(caveats: readonly ReadCaveat[], now: number, verified: boolean): EffectiveReport {
  const { userId, type, guest, notBefore, expires, state } = effectiveRights(caveats, now);
  return {
    userId: userId === null ? null : escapeText(userId),
    type: type === null ? null : escapeText(type),
    guest,
    notBefore,
    expires,
    state,
    basis: verified ? 'verified' : 'claimed',
  };
}
