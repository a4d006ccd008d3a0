import type { Dialect } from '../dialect/dialect.js';
import { DRAFT } from '../dialect/draft.js';
import { decodeMacaroon } from '../macaroon/decode.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import type { Answer } from './answer.js';
import type { Examined } from './examined.js';
import type { Ground } from './grounds.js';
import type { Grant } from './sessions.js';
import type { Issued } from './tokens.js';

/** A token in the hands of the server: its text, what it decodes to, and what was once issued as that text. */
export interface Presented<I extends Issued> {
  readonly text: string;
  readonly macaroon: Macaroon;
  /** Finds what was issued under an ID, the macaroon's identifier. */
  readonly find: (id: string) => I | undefined;
  /** The text that was handed out for it. */
  readonly textOf: (issued: I) => string;
}

/**
 * How the server behaves where a wrong server would behave differently. `CORRECT` is right in every member; a fault
 * (`faults/`) replaces one or two of them, and nothing else knows of faults.
 */
export interface Conduct {
  /** Reads a token's text; throws `MatrixTokenError` on what it does not take for a macaroon. */
  readonly read: (text: string) => Macaroon;
  /** Which caveats the server understands, and whose it takes a token to be. */
  readonly dialect: Dialect;
  /** What a token was issued for, whose identifier its signature must then match; undefined where it belongs to nothing here. */
  readonly locate: <I extends Issued>(presented: Presented<I>) => I | undefined;
  /** Whether the signature is looked at. */
  readonly checksSignature: boolean;
  /** Whether the server acts on a ground against a token; one that is not upheld is overlooked. */
  readonly upholds: (ground: Ground) => boolean;
  /** The last word on an access token; may throw `Refused` to answer something else altogether, or never come back. */
  readonly settle: (examined: Examined<Grant>) => Examined<Grant> | Promise<Examined<Grant>>;
  /** Whether a refresh ends the tokens that it replaces. */
  readonly endsOldTokens: boolean;
  /** An answer to give in place of an endpoint's own, by method and path; undefined leaves it alone. */
  readonly intercept: (endpoint: string) => Answer | undefined;
}

/** The server without faults. */
export const CORRECT: Conduct = {
  read: (text) => decodeMacaroon(text).macaroon,
  dialect: DRAFT,
  locate: ({ macaroon, find }) => find(Buffer.from(macaroon.identifier).toString('latin1')),
  checksSignature: true,
  upholds: () => true,
  settle: (examined) => examined,
  endsOldTokens: true,
  intercept: () => undefined,
};
