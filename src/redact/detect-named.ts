import { BARE_VALUE, BASE64, endOfRun, QUOTED_VALUE, unescapeRun } from './alphabet.js';
import { mayBeginMacaroon } from './detect-macaroon.js';
import { beginsWord } from './detect-prefixed.js';
import { type Detector, LOOKBACK, type Look, MORE, NOTHING, type Place } from './look.js';

/** Enough for what stands between a name and its value, and for what tells a value from another word. */
const WINDOW = 256;

const QUOTE = `(?:\\\\{0,4}["'\`]|%(?:25)?22|&quot;|&#34;)`;
const TOKEN_NAME = /(?:access|refresh|login|(?<![a-z])(?:as|hs))[_-]?$/i;
const SEPARATOR = new RegExp(
  `(${QUOTE})?[ \\t]{0,8}(?:([:,])|=>?|%(?:25)?3[Dd]|(%(?:25)?3[Aa]))(?:[ \\t]|%20){0,8}\\[?[bu]?(${QUOTE})?`,
  'y',
);
const BARE_SEPARATOR_END = /[bu[]$/;
const SCHEME_END = new RegExp(`(?:[ \\t+]|%20|\\\\u0020){1,4}(${QUOTE})?`, 'y');
const AUTHORIZATION = /authorization(?:%[0-9A-F]{2}|b(?=['"])|[^A-Za-z]){0,12}$/i;
const SIGNATURE_SEPARATOR = new RegExp(`${QUOTE}?[ \\t]{0,8}[:=, ][ \\t]{0,8}${QUOTE}?`, 'y');

/** A blank and 32 bytes. */
const RAW_SIGNATURE = 33;

/** What stands for a value that is not there. */
const NO_VALUES: ReadonlySet<string> = new Set(['null', 'none', 'nil', 'true', 'false', 'undefined', 'redacted']);
const SHORTEST_BARE = 8;

/** Tokens of any form, by the name in front of them. */
export const NAMED_DETECTORS: readonly Detector[] = [
  { trigger: '[Tt][Oo][Kk][Ee][Nn]', look: lookAtName },
  { trigger: '[Bb][Ee][Aa][Rr][Ee][Rr]', look: lookAtScheme },
  { trigger: `[Ss]ignature|["']s(?:64)?\\\\{0,4}["']`, look: lookAtSignature },
];

/** `access_token=…`, `"refresh_token": "…"`, `as_token: …` and their like. */
function lookAtName(place: Place): Look {
  const { text, at, end } = place;
  if (!TOKEN_NAME.test(text.slice(Math.max(0, at - LOOKBACK), at))) return NOTHING;
  SEPARATOR.lastIndex = end;
  const separator = SEPARATOR.exec(text);
  if (lacksText(place)) return MORE;
  if (separator === null) return NOTHING;
  const [whole, nameQuote, mark, , quote] = separator;
  if (mark === ',' && (nameQuote === undefined || quote === undefined)) return NOTHING;
  const letters = quote === undefined ? (BARE_SEPARATOR_END.exec(whole)?.[0].replace('[', '').length ?? 0) : 0;
  const from = end + whole.length - letters;
  return lookAtValue(place, from, quote, (value) => isValue(value, quote !== undefined, mark === ':'));
}

function isValue(value: string, quoted: boolean, colon: boolean): boolean {
  if (value === '' || value.startsWith('<') || NO_VALUES.has(value.toLowerCase())) return false;
  return quoted || !colon || value.length >= SHORTEST_BARE;
}

/** `Authorization: Bearer …`, whatever follows, and `Bearer …` where what follows is no word of prose. */
function lookAtScheme(place: Place): Look {
  const { text, at, end } = place;
  if (!beginsWord(text, at)) return NOTHING;
  SCHEME_END.lastIndex = end;
  const gap = SCHEME_END.exec(text);
  if (lacksText(place)) return MORE;
  if (gap === null) return NOTHING;
  const [whole, quote] = gap;
  const isHeader = AUTHORIZATION.test(text.slice(Math.max(0, at - LOOKBACK), at));
  return lookAtValue(place, end + whole.length, quote, (value) => {
    if (value.startsWith('<') || value === '') return false;
    return isHeader || isNoProse(value);
  });
}

function isNoProse(value: string): boolean {
  if (/^[a-z_]+=$/.test(value)) return false;
  return value.length >= 16 ? !/^[A-Za-z]?[a-z-]+[.:?!]?$/.test(value) : value.length >= 8 && /\d/.test(value);
}

function lookAtValue(
  { text }: Place,
  from: number,
  quote: string | undefined,
  accept: (value: string) => boolean,
): Look {
  if (mayBeginMacaroon(text, from)) return NOTHING;
  const isPlainQuote = quote !== undefined && !/^[%&]/.test(quote);
  const alphabet = isPlainQuote ? QUOTED_VALUE : BARE_VALUE;
  const { end } = endOfRun(text.slice(from, from + WINDOW), 0, alphabet);
  if (!accept(unescapeRun(text.slice(from, from + end)))) return NOTHING;
  return { kind: 'run', from, label: 'by-content', alphabet, wraps: null };
}

/**
 * The 32 bytes of a macaroon's signature in its JSON, in what libraries print of it, and raw. What is around them is no secret and stays,
 * so that JSON stays JSON.
 */
function lookAtSignature(place: Place): Look {
  const { text, at, end, final } = place;
  if (text.slice(Math.max(0, at - 4), at).toLowerCase() === '002f') {
    if (!final && text.length < end + RAW_SIGNATURE) return MORE;
    const rawEnd = Math.min(end + RAW_SIGNATURE, text.length);
    return text[end] === ' ' ? { kind: 'whole', from: end + 1, end: rawEnd, label: 'macaroon-signature' } : NOTHING;
  }
  if (lacksText(place)) return MORE;
  SIGNATURE_SEPARATOR.lastIndex = end;
  if (!SIGNATURE_SEPARATOR.test(text)) return NOTHING;
  const from = SIGNATURE_SEPARATOR.lastIndex;
  const run = endOfRun(text.slice(from, from + WINDOW), 0, BASE64);
  if (!isSignature(unescapeRun(text.slice(from, from + run.end)))) return NOTHING;
  return { kind: 'whole', from, end: from + run.end, label: 'macaroon-signature' };
}

function isSignature(value: string): boolean {
  return /^[0-9A-Fa-f]{64}$/.test(value) || /^[A-Za-z0-9+/_-]{43}=?$/.test(value);
}

/** Whether a decision must wait. A line end makes it: no name is on another line than its value. */
function lacksText({ text, end, final }: Place): boolean {
  return !final && text.length < end + 2 * WINDOW && !text.includes('\n', end);
}
