import type { Alphabet } from './alphabet.js';
import type { Label } from './label.js';

/** What a detector says of the place where its trigger was found. Offsets are into the text that it was shown. */
export type Look =
  /** No token begins here. `mutedUntil`: nor, for this detector, before there. */
  | { readonly kind: 'nothing'; readonly mutedUntil?: number }
  /** It takes more text to tell. */
  | { readonly kind: 'more' }
  | TokenLook;

/** A token begins at `from`. */
export type TokenLook =
  /** All of it is there. */
  | { readonly kind: 'whole'; readonly from: number; readonly end: number; readonly label: Label }
  /** It goes on as long as its alphabet does; `wraps`: also over line ends, until the macaroon is complete. */
  | {
      readonly kind: 'run';
      readonly from: number;
      readonly label: Label;
      readonly alphabet: Alphabet;
      readonly wraps: Wraps | null;
    };

/** How the text of a macaroon that may be wrapped over lines is encoded. */
export type Wraps = 'base64' | 'hex';

/** Text under search. What lies before `LOOKBACK` characters is gone. */
export interface Place {
  readonly text: string;
  /** Where the trigger begins, and where it ends. */
  readonly at: number;
  readonly end: number;
  /** Whether no more text will come. */
  readonly final: boolean;
}

/** Finds tokens of one form. A trigger is cheap to search for, and never holds a line end. */
export interface Detector {
  /** The source of a regular expression without groups. */
  readonly trigger: string;
  readonly look: (place: Place) => Look;
}

/** How much text before a trigger a detector may look at. */
export const LOOKBACK = 64;

export const NOTHING: Look = { kind: 'nothing' };
export const MORE: Look = { kind: 'more' };
