import type { TokenNote } from './note.js';

/** What a token was found in. */
export type Wrapper =
  | 'authorization-header'
  | 'bearer'
  | 'json'
  | 'query'
  | 'cookie'
  | 'field'
  | 'quotes'
  | 'snap-header'
  | 'l402'
  | 'pypi'
  | 'macaroon-cookie'
  | 'macaroon-list';

/** What one unwrapper makes of a text: the text inside, a refusal, or nothing to take off. */
export type Unwrapped = Layer | Refusal | undefined;

/** One layer of text taken off. Offsets are in UTF-16 units of the outer text. */
export interface Layer {
  readonly kind: 'layer';
  readonly wrapper: Wrapper | null;
  readonly text: string;
  /** Where `text` begins in the outer text. */
  readonly at: number;
  readonly notes: readonly TokenNote[];
  /** Tokens that came with the one in `text`. */
  readonly discharges?: readonly string[];
}

/** Why no single token can be taken out of a text, and where in it. */
export type Refusal =
  | { readonly kind: 'several'; readonly at: number }
  | { readonly kind: 'not-a-token'; readonly at: number; readonly expected: string };
