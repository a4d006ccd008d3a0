import { INPUT_LIMIT } from '../encoding/input-limit.js';
import { failure, type MatrixTokenError } from '../errors.js';
import { unwrapBundle } from './bundle.js';
import type { Layer, Refusal, Unwrapped, Wrapper } from './layer.js';
import { unwrapNamedValue } from './named-value.js';
import type { TokenNote } from './note.js';
import { findSecondToken } from './several.js';
import { looksLikeMacaroonJson } from './sniff.js';
import { trimToken } from './trim.js';
import { unwrapCookie, unwrapHeader, unwrapJson, unwrapPercent, unwrapScheme } from './wrappers.js';

/** A token's exact text, and what was taken off around it. */
export interface ExtractedToken {
  readonly token: string;
  /** What the token was found in: the outermost layer that is more than quotes. */
  readonly wrapper: Wrapper | null;
  /** Whether white space, line ends, invisible characters or separators were left out. */
  readonly trimmed: boolean;
  readonly notes: readonly TokenNote[];
  /** The discharges that came with it, where it was in a bundle of macaroons; their exact texts. */
  readonly discharges?: readonly string[];
}

const MOST_LAYERS = 8;
const UNWRAPPERS: ReadonlyArray<(text: string) => Unwrapped> = [
  unwrapJson,
  unwrapCookie,
  unwrapHeader,
  unwrapScheme,
  unwrapNamedValue,
  unwrapPercent,
];

/** Where the unwrapping stands. `at` is where `token` begins in the input, in UTF-16 units. */
interface State extends ExtractedToken {
  readonly at: number;
}

/**
 * Takes one token out of the text around it: a header, `Bearer`, a URL, a homeserver's answer, a cookie, quotes, white space.
 * Does not say what the token is; see `recogniseToken`. Extracting from an extracted token changes nothing.
 * Throws `ERR_INPUT_EMPTY`, `ERR_INPUT_TOO_LARGE`, `ERR_SEVERAL_TOKENS`, `ERR_NOT_A_TOKEN`; bytes count from the start of `input`.
 */
export function extractToken(input: string): ExtractedToken {
  const size = Buffer.byteLength(input);
  if (size > INPUT_LIMIT) throw failure('ERR_INPUT_TOO_LARGE', { limit: INPUT_LIMIT });
  let state = trim({ token: input, wrapper: null, trimmed: false, notes: [], at: 0 });
  if (state.token === '') throw failure('ERR_INPUT_EMPTY', { blank: size });
  for (let layers = 0; ; layers++) {
    const outer = state;
    const inner = unwrapOnce(outer.token) ?? findSecondToken(outer.token);
    if (inner === undefined) break;
    if (inner.kind !== 'layer') throw refuse(input, outer.at, inner);
    state = trim(within(outer, inner));
    const expected = state.token === '' ? 'a token here' : 'a token within fewer layers of other text';
    if (state.token === '' || layers === MOST_LAYERS)
      throw refuse(input, state.at, { kind: 'not-a-token', at: 0, expected });
  }
  const { at: _, ...extracted } = state;
  return extracted;
}

function unwrapOnce(text: string): Unwrapped {
  const bundle = unwrapBundle(text);
  if (bundle !== undefined) return bundle;
  if (/^[{[]/.test(text) && looksLikeMacaroonJson(text)) return undefined;
  for (const unwrap of UNWRAPPERS) {
    const unwrapped = unwrap(text);
    if (unwrapped !== undefined) return unwrapped;
  }
  return undefined;
}

function within(outer: State, { wrapper, text, at, notes, discharges }: Layer): State {
  const outermost = outer.wrapper === null || outer.wrapper === 'quotes' ? (wrapper ?? outer.wrapper) : outer.wrapper;
  return {
    ...outer,
    token: text,
    wrapper: outermost,
    notes: [...outer.notes, ...notes],
    at: outer.at + at,
    ...(discharges && { discharges }),
  };
}

function trim(state: State): State {
  const layer = trimToken(state.token);
  return { ...within(state, layer), trimmed: state.trimmed || layer.blank };
}

function refuse(input: string, at: number, refusal: Refusal): MatrixTokenError {
  const byte = Buffer.byteLength(input.slice(0, at + refusal.at));
  if (refusal.kind === 'several') return failure('ERR_SEVERAL_TOKENS', { byte });
  return failure('ERR_NOT_A_TOKEN', { byte, expected: refusal.expected });
}
