import { describeCaveat } from '../caveat/describe.js';
import type { ReadCaveat } from '../caveat/read.js';
import type { Moment } from '../caveat/time.js';
import type { Dialect } from '../dialect/dialect.js';
import { judge } from '../dialect/judge.js';
import { likeliestDialect } from '../dialect/likeliest.js';
import { escapeBytes } from '../encoding/escape.js';
import { recoverMacaroon } from '../macaroon/decode.js';
import type { Caveat } from '../macaroon/macaroon.js';
import { sealThirdPartyCaveat, type ThirdPartyDemand } from '../macaroon/third-party.js';
import { extractToken } from '../token/extract.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { guessIssuer } from '../token/issuer.js';
import { type NarrowedToken, type NarrowOptions, narrowToken } from '../token/narrow.js';
import { recogniseToken } from '../token/recognise.js';
import { ATTENUATE } from '../wording/attenuate.js';
import type { TokenSource } from '../wording/inspect.js';
import { type EffectiveReport, type InputReport, reportEffective } from './inspect.js';
import { formatMoment } from './relative-time.js';

/** What `attenuate` answers: the JSON of `schemas/attenuate.schema.json`. Holds a token. */
export interface AttenuateReport {
  readonly schema: 'matrix-token.attenuate/1';
  readonly token: string;
  readonly fingerprint: string;
  /** The fingerprint of the token that was narrowed. */
  readonly parent: string;
  readonly input: InputReport;
  readonly added: readonly AddedCaveat[];
  /** Whose verifier the warnings are about. */
  readonly dialect: { readonly id: string; readonly title: string; readonly chosen: 'asked' | 'likeliest' };
  /** What the token allowed before. */
  readonly before: EffectiveReport;
  readonly effective: EffectiveReport;
  readonly warnings: readonly string[];
}

export interface AddedCaveat {
  /** From 1, among all caveats of the narrowed token. */
  readonly index: number;
  readonly text: string;
  readonly meaning: string;
  readonly time?: Moment;
}

export interface AttenuateOptions extends Omit<NarrowOptions, 'seal'> {
  readonly from: TokenSource;
  /** What a third party is to confirm. */
  readonly thirdParty?: ThirdPartyDemand;
  /** Whose verifier the narrowed token is for; by default the likeliest issuer's. */
  readonly dialect?: Dialect;
}

/**
 * Adds caveats to the macaroon in a text and reports the narrowed token; asks no server. Throws what `extractToken`,
 * `recogniseToken` and `narrowToken` throw.
 */
export function attenuateToken(text: string, caveats: readonly string[], options: AttenuateOptions): AttenuateReport {
  const { token, wrapper, trimmed } = extractToken(text);
  const recognised = recogniseToken(token);
  const { thirdParty, now } = options;
  const seal = thirdParty && ((signature: Uint8Array) => sealThirdPartyCaveat(thirdParty, signature));
  const narrowed = narrowToken(recognised, caveats, { ...options, ...(seal && { seal }) });
  const present = narrowed.caveats.slice(0, -narrowed.added.length);
  const warnings = narrowed.findings.filter(({ severity }) => severity !== 'info');
  const dialect = options.dialect ?? likeliestDialect(guessIssuer(recognised, present));
  return {
    schema: 'matrix-token.attenuate/1',
    token: narrowed.token,
    fingerprint: fingerprintToken(narrowed.token),
    parent: fingerprintToken(token),
    input: { from: options.from, wrapper, trimmed },
    added: narrowed.added.map((caveat, at) => reportAdded(caveat, narrowed.addedWires[at], now)),
    dialect: { id: dialect.id, title: dialect.title, chosen: options.dialect === undefined ? 'likeliest' : 'asked' },
    before: reportEffective(present, now, false),
    effective: reportEffective(narrowed.caveats, now, false),
    warnings: [
      ...warnings.map(({ message }) => message),
      ...warnOfDialect(dialect, narrowed, new Set(warnings.map(({ caveat }) => caveat)), now),
    ],
  };
}

/** What to tell on stderr about a narrowed token besides warnings: until when it is valid. */
export function noteExpiry({ effective: { expires } }: AttenuateReport): string {
  return expires === null ? ATTENUATE.endless : ATTENUATE.expires(formatMoment(expires));
}

/** What to tell on stderr of a third-party caveat: what its third party must be asked for. */
export function noteThirdParty(demand: ThirdPartyDemand | undefined): string[] {
  return demand === undefined ? [] : [ATTENUATE.thirdParty(escapeBytes(demand.identifier))];
}

function reportAdded(caveat: ReadCaveat, wire: Caveat | undefined, now: number): AddedCaveat {
  const { index, meaning, time } = describeCaveat(caveat, now);
  return { index, text: escapeBytes(wire?.identifier ?? new Uint8Array()), meaning, ...(time && { time }) };
}

/** Where a verifier keeps its tokens in a database, or does not know an added caveat, narrowing does not give what one expects. */
function warnOfDialect(
  dialect: Dialect,
  { token, added }: NarrowedToken,
  said: ReadonlySet<number | undefined>,
  now: number,
): string[] {
  if (dialect.verification === 'exact-text') return [ATTENUATE.lookedUp(dialect.title)];
  const { caveats } = judge({ macaroon: recoverMacaroon(token).macaroon, dialect, now });
  return caveats
    .slice(-added.length)
    .filter(({ index, state }) => (state === 'unknown' || state === 'malformed') && !said.has(index))
    .map(({ index, reason }) => ATTENUATE.notUnderstood(dialect.title, index, reason));
}
