import { FAMILIES, type Family, familyOf } from '../token/family.js';
import { endOfRun, endsInEscape, PREFIXED, unescapeRun } from './alphabet.js';
import { type Detector, LOOKBACK, type Look, MORE, NOTHING, type Place } from './look.js';

/** Synapse's longest localpart is 255 characters, so that no whole token is longer. */
const WINDOW = 512;
/** Shorter than this, a beginning holds nothing that is secret. */
const SHORTEST_SYNAPSE = 12;
const SHORTEST_MAS_RANDOM = 24;

const WHOLE: ReadonlyMap<string, RegExp> = new Map(FAMILIES.map((family) => [family.prefix, wholeToken(family)]));

function wholeToken({ prefix, carriesLocalpart, randomLength }: Family): RegExp {
  const localpart = carriesLocalpart ? '[A-Za-z0-9+/]{0,344}_' : '';
  return new RegExp(`^${prefix}_${localpart}[A-Za-z0-9]{${randomLength}}_[A-Za-z0-9]{6}(?![A-Za-z0-9_])`);
}

/**
 * Tokens of Synapse and of matrix-authentication-service, by their prefix. One of the right shape is found wherever it stands, a damaged
 * one only where a word begins: `mat_` alone begins many a word.
 */
export const PREFIXED_DETECTOR: Detector = {
  trigger: '(?:sy[trl]|m(?:a[tr]|c[tr]|pt))(?:_|%(?:25)?5[Ff]|\\\\u005[Ff])',
  look: lookAtPrefix,
};

function lookAtPrefix({ text, at, final }: Place): Look {
  const window = text.slice(at, at + WINDOW);
  const { end, open } = endOfRun(window, 0, PREFIXED);
  if (open && !final && window.length < WINDOW) return MORE;
  const raw = window.slice(0, end);
  const run = unescapeRun(raw);
  const family = familyOf(run);
  if (family === undefined) return NOTHING;
  const [whole] = WHOLE.get(family.prefix)?.exec(run) ?? [];
  if (whole !== undefined) {
    return { kind: 'whole', from: at, end: at + lengthWithin(raw, whole.length), label: family.kind };
  }
  if (!beginsWord(text, at) || !isLong(run, family)) return NOTHING;
  return { kind: 'run', from: at, label: family.kind, alphabet: PREFIXED, wraps: null };
}

/** How much of a raw text its first characters take, escapes included. */
function lengthWithin(raw: string, characters: number): number {
  let end = characters;
  while (unescapeRun(raw.slice(0, end)).length < characters) end++;
  return end;
}

function isLong(run: string, { prefix, order }: Family): boolean {
  const body = run.slice(prefix.length + 1);
  if (order === 'most-significant-first') return body.length >= SHORTEST_SYNAPSE;
  return body.search(/[^A-Za-z0-9]/) >= SHORTEST_MAS_RANDOM || /^[A-Za-z0-9]{24}/.test(body);
}

/** Whether a word may begin at a place: after anything but a letter or a digit, after an escape, after a colour. */
export function beginsWord(text: string, at: number): boolean {
  if (!/[A-Za-z0-9]/.test(text[at - 1] ?? '')) return true;
  const before = text.slice(Math.max(0, at - LOOKBACK), at);
  return endsInEscape(before) || /\[[0-9;]*m$/.test(before);
}
