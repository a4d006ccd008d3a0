/**
 * The library: what the commands do, without their terminal. Loading it loads neither oclif nor anything that prints.
 * Nothing here sends a token anywhere.
 */
import { type InspectReport, inspectToken } from './report/inspect.js';

export { effectiveRights } from './caveat/effective.js';
export { lintCaveats } from './caveat/lint.js';
export { formatCaveat, parseCaveat } from './caveat/parse.js';
export { readCaveats } from './caveat/read.js';
export { findDialect } from './dialect/catalogue.js';
export type { Dialect } from './dialect/dialect.js';
export { DRAFT } from './dialect/draft.js';
export { judge } from './dialect/judge.js';
export { MatrixTokenError } from './errors.js';
export { attenuateMacaroon } from './macaroon/attenuate.js';
export { decodeMacaroon, decodeMacaroonBytes, recoverMacaroon, recoverMacaroonBytes } from './macaroon/decode.js';
export { traceDescent } from './macaroon/descent.js';
export { encodeMacaroon, writeMacaroon } from './macaroon/encode.js';
export type { Caveat, Macaroon } from './macaroon/macaroon.js';
export { mintMacaroon } from './macaroon/mint.js';
export type { Anomaly, Reading } from './macaroon/reading.js';
export { type SignatureState, verifyMacaroon, verifySignature } from './macaroon/verify.js';
export { redactText } from './redact/redact.js';
export type { InspectReport } from './report/inspect.js';
export { extractToken } from './token/extract.js';
export { fingerprintToken } from './token/fingerprint.js';
export { type RecognisedToken, recogniseToken } from './token/recognise.js';
export type { ErrorCode } from './wording/errors/index.js';

/** How `inspect` is to look at a token. */
export interface InspectSettings {
  /** The clock to judge by, in ms since the epoch; the machine's, unless given. */
  readonly now?: number;
  /** Whether the values of `nonce`, `state`, `code_verifier` and `pushkey` are shown. Nothing shows a signature. */
  readonly showValues?: boolean;
  /** The issuer's secret as configured, if a macaroon's signature is to be checked. */
  readonly rootKey?: Uint8Array;
}

/**
 * Recognises, decodes and explains the token in a text, as the command `inspect` does; asks no server, and verifies nothing
 * unless a root key is given. Gives the JSON of `schemas/inspect.schema.json`. Throws `MatrixTokenError`.
 */
export function inspect(
  text: string,
  { now = Date.now(), showValues = false, ...key }: InspectSettings = {},
): InspectReport {
  return inspectToken(text, { from: 'argument', now, showValues, ...key });
}
