import type { ReadCaveat } from '../caveat/read.js';
import type { Macaroon } from '../macaroon/macaroon.js';
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
  /** What must hold of the token as a whole. */
  readonly requirements: readonly Requirement[];
  /** How this verifier reads a token's text, where its reader is not as careful as ours. Without it, it sees what we see. */
  readonly readText?: (text: string) => Seen;
  /** What the server answers and logs, where that is known and says less than `judge` does. */
  readonly answer?: (accepted: boolean, objections: readonly Objection[], grant: Grant) => ServerAnswer;
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

/** What is known of the user's account: whether the server has it, and whether it is a guest's. */
export type Account = 'guest' | 'regular' | 'missing';

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

/** Judges a caveat that this verifier knows; undefined for any other. */
export type CaveatRule = (caveat: ReadCaveat, situation: Situation) => Verdict | undefined;

export interface Verdict extends Reason {
  readonly state: 'met' | 'unmet' | 'unknown' | 'malformed';
  /** The verifier stops here with an exception: the token is refused even where this caveat is not signed. */
  readonly aborts?: true;
}

/** A token as it is presented, for what is asked of it as a whole. */
export interface Presented {
  readonly version: 1 | 2;
  readonly caveats: readonly ReadCaveat[];
  readonly grant: Grant;
  readonly account?: Account;
}

/** Names what the token as a whole lacks or contradicts; undefined when nothing. */
export type Requirement = (token: Presented) => Objection | undefined;

/** Something that speaks against accepting a token. */
export interface Objection extends Reason {
  /** The caveats at fault, from 1; empty where it is the signature or the token as a whole. */
  readonly caveats: readonly number[];
}

/** What a verifier's reader makes of a token's text. */
export type Seen =
  | { readonly state: 'same' }
  | { readonly state: 'read'; readonly macaroon: Macaroon }
  | { readonly state: 'refused'; readonly objection: Objection; readonly answer: ServerAnswer };

/** The answer of a server to a request with the token, and what it logs; null where it says nothing. */
export interface ServerAnswer {
  readonly status: number;
  readonly errcode: string | null;
  readonly error: string | null;
  readonly log: string | null;
}
