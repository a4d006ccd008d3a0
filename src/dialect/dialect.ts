import type { MalformedCaveat, ReadCaveat, StatementCaveat } from '../caveat/read.js';
import type { Reason } from './reason.js';

/** What one verifier understands, as data: a draft, or a server's release and kind of token. `judge` plays it. */
export interface Dialect {
  /** What `--as` takes. */
  readonly id: string;
  readonly title: string;
  /** The text or code that this file restates. */
  readonly source: string;
  readonly verification: Verification;
  /** Whose the token is and what for, as this verifier reads it off the caveats, before it checks any. */
  readonly readGrant: (caveats: readonly ReadCaveat[]) => Grant;
  /** The caveats this verifier knows. The first rule with an answer decides; without one, the caveat is unknown or malformed. */
  readonly rules: readonly CaveatRule[];
  /** What must hold of the caveats together. */
  readonly requirements: readonly Requirement[];
}

/**
 * How a verifier ties caveats to the signature.
 * - `every-caveat`: the signature must cover every caveat, and every caveat must be met (libmacaroons, Go, npm `macaroon`)
 * - `met-caveats`: the chain skips caveats that are not met, so an unsigned one that is not met goes unnoticed (pymacaroons)
 * - `exact-text`: the token's text is looked up as it is; neither signature nor caveats are checked
 */
export type Verification = 'every-caveat' | 'met-caveats' | 'exact-text';

export interface Grant {
  readonly userId: string | null;
  readonly type: string | null;
  readonly guest: boolean;
}

/** What the token is presented for: `access` is any request but a token refresh or a login. */
export type Purpose = 'access' | 'refresh' | 'login';

/** What a caveat is judged by. */
export interface Situation {
  /** The server's clock, in ms. */
  readonly now: number;
  readonly purpose: Purpose;
  readonly grant: Grant;
  /** Whom the token must be for, where the request is about one user. */
  readonly user?: string;
}

/** A first-party caveat that is text: all that a rule is asked about. */
export type TextCaveat = StatementCaveat | MalformedCaveat;

/** Judges a caveat that this verifier knows; undefined for any other. */
export type CaveatRule = (caveat: TextCaveat, situation: Situation) => Verdict | undefined;

export interface Verdict extends Reason {
  readonly state: 'met' | 'unmet' | 'unknown' | 'malformed';
}

/** Names what the caveats together lack or contradict; undefined when nothing. */
export type Requirement = (caveats: readonly ReadCaveat[], grant: Grant) => Objection | undefined;

/** Something that speaks against accepting a token. */
export interface Objection extends Reason {
  /** The caveats at fault, from 1; empty where it is the signature or the token as a whole. */
  readonly caveats: readonly number[];
}
