import { looksLikeMacaroon } from '../token/sniff.js';
import { BASE64, endOfRun, HEX, unescapeRun } from './alphabet.js';
import { beginsWord } from './detect-prefixed.js';
import { type Detector, type Look, MORE, NOTHING, type Place, type Wraps } from './look.js';

/** Enough of a first field to tell a macaroon by. */
const WINDOW = 800;

/** `location ` or `identifier ` after the four digits of a packet's length: a macaroon V1 in base64. */
const V1_BASE64 = 'M[DG][A-Za-z0-9]{4}(?:xvY2F0aW9u|lkZW50aWZpZXIg)';
/** The same in hex. */
const V1_HEX = '(?:[346][0-9]){4}(?:6[cC]6[fF]6361746[9]6[fF]6[eE]20|6964656[eE]746966696572)';
/** `002fsignature ` at each of the three places that base64 gives it: the end of a macaroon V1 that lost its beginning. */
const V1_END_BASE64 = [0, 1, 2].map((shift) => digitsWithin('002fsignature ', shift)).join('|');
const V1_END_HEX = '303032667369676[eE]6174757265';
/** The version, and the type of a first field, which must be a location or an identifier. */
const V2_BASE64 = 'A[gw][E-L]';
const V2_HEX = '0[23]0[12]';

/** The base64 digits that a text gives after so many other bytes, but those that depend on its neighbours. */
function digitsWithin(text: string, shift: number): string {
  const digits = Buffer.from('\0'.repeat(shift) + text).toString('base64');
  return digits.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + text.length) * 8) / 6));
}

function run(wraps: Wraps, label: 'macaroon' | 'macaroon-signature') {
  const alphabet = wraps === 'hex' ? HEX : BASE64;
  return ({ at }: Place): Look => ({ kind: 'run', from: at, label, alphabet, wraps });
}

function lookAtV2(wraps: Wraps) {
  const alphabet = wraps === 'hex' ? HEX : BASE64;
  return ({ text, at, final }: Place): Look => {
    if (!beginsWord(text, at)) return NOTHING;
    const window = text.slice(at, at + WINDOW);
    const { end, open } = endOfRun(window, 0, alphabet);
    if (looksLikeMacaroon(unescapeRun(window.slice(0, end)))) {
      return { kind: 'run', from: at, label: 'macaroon', alphabet, wraps };
    }
    return open && !final && window.length < WINDOW ? MORE : NOTHING;
  };
}

/** Macaroons in base64 of any dialect and in hex, by their content; never by `MDAx`. */
export const MACAROON_DETECTORS: readonly Detector[] = [
  { trigger: V1_BASE64, look: run('base64', 'macaroon') },
  { trigger: V1_END_BASE64, look: run('base64', 'macaroon-signature') },
  { trigger: V1_HEX, look: run('hex', 'macaroon') },
  { trigger: V1_END_HEX, look: run('hex', 'macaroon-signature') },
  { trigger: V2_BASE64, look: lookAtV2('base64') },
  { trigger: V2_HEX, look: lookAtV2('hex') },
];

const HEAD = new RegExp(`(?:${V1_BASE64}|${V1_HEX}|${V2_BASE64}|${V2_HEX})`, 'y');

/** Whether a macaroon may begin at a place, which then is to be read as one. */
export function mayBeginMacaroon(text: string, at: number): boolean {
  HEAD.lastIndex = at;
  if (!HEAD.test(text)) return false;
  const window = text.slice(at, at + WINDOW);
  return looksLikeMacaroon(unescapeRun(window.slice(0, endOfRun(window, 0, BASE64).end)));
}
