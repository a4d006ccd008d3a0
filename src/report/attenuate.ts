import { describeCaveat } from '../caveat/describe.js';
import type { ReadCaveat } from '../caveat/read.js';
import type { Moment } from '../caveat/time.js';
import { escapeText } from '../encoding/escape.js';
import { extractToken } from '../token/extract.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { guessIssuer, type Issuer } from '../token/issuer.js';
import { type NarrowOptions, narrowToken } from '../token/narrow.js';
import { recogniseToken } from '../token/recognise.js';
import { ATTENUATE } from '../wording/attenuate.js';
import { SOFTWARE_NAMES } from '../wording/inspect.js';
import { type EffectiveReport, type InputReport, reportEffective, type TokenSource } from './inspect.js';
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

export interface AttenuateOptions extends NarrowOptions {
  readonly from: TokenSource;
}

/**
 * Adds caveats to the macaroon in a text and reports the narrowed token; asks no server. Throws what `extractToken`,
 * `recogniseToken` and `narrowToken` throw.
 */
export function attenuateToken(text: string, caveats: readonly string[], options: AttenuateOptions): AttenuateReport {
  const { token, wrapper, trimmed } = extractToken(text);
  const recognised = recogniseToken(token);
  const narrowed = narrowToken(recognised, caveats, options);
  const effective = reportEffective(narrowed.caveats, options.now, false);
  return {
    schema: 'matrix-token.attenuate/1',
    token: narrowed.token,
    fingerprint: fingerprintToken(narrowed.token),
    parent: fingerprintToken(token),
    input: { from: options.from, wrapper, trimmed },
    added: narrowed.added.map((caveat) => reportAdded(caveat, options.now)),
    effective,
    warnings: [
      ...narrowed.findings.filter(({ severity }) => severity !== 'info').map(({ message }) => message),
      ...warnOfIssuer(guessIssuer(recognised, narrowed.caveats), narrowed.added),
    ],
  };
}

/** What to tell on stderr about a narrowed token besides warnings: until when it is valid. */
export function noteExpiry({ effective: { expires } }: AttenuateReport): string {
  return expires === null ? ATTENUATE.endless : ATTENUATE.expires(formatMoment(expires));
}

function reportAdded(caveat: ReadCaveat, now: number): AddedCaveat {
  const { index, meaning, time } = describeCaveat(caveat, now);
  const text = 'text' in caveat ? escapeText(caveat.text) : '';
  return { index, text, meaning, ...(time && { time }) };
}

/** Where the issuer keeps its tokens in a database, or knows fewer caveats than the draft, narrowing does not give what one expects. */
function warnOfIssuer(issuer: Issuer | null, added: readonly ReadCaveat[]): string[] {
  if (issuer?.software === 'dendrite') return [ATTENUATE.lookedUpAlways(SOFTWARE_NAMES.dendrite)];
  if (issuer?.software !== 'synapse') return [];
  if (issuer.purpose === 'access') return [ATTENUATE.lookedUp(SOFTWARE_NAMES.synapse)];
  const unknownTime = added.some(
    (caveat) => caveat.form === 'statement' && caveat.key === 'time' && caveat.operator !== '<',
  );
  return unknownTime ? [ATTENUATE.timeOperator] : [];
}
