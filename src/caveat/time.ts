/** A point in time, as all JSON output shows it. */
export interface Moment {
  /** What the caveat says, unchanged. */
  readonly raw: string;
  /** Milliseconds since the epoch. */
  readonly ms: number;
  readonly iso: string;
  /** Seconds from now, rounded down: negative means past. */
  readonly relativeSeconds: number;
}

export type TimeReading = { readonly state: 'time'; readonly moment: Moment; readonly unit: TimeUnit } | NotATime;

export interface NotATime {
  readonly state: 'not-a-time';
  readonly reason: NotATimeReason;
  /** The milliseconds that were probably meant, where they can be told. */
  readonly meantMs?: number;
}

/**
 * - `fraction`, `exponent`: a number, but not in plain decimal digits
 * - `date`: a calendar date
 * - `out-of-range`: digits, but beyond the year 275760, where no clock reaches
 * - `not-a-number`: anything else
 */
export type NotATimeReason = 'fraction' | 'exponent' | 'date' | 'out-of-range' | 'not-a-number';

/**
 * What the number was probably counted in. `second-of-minute` is Dendrite's bug: it writes the second of the minute plus 120
 * (gomatrixserverlib `tokens/tokens.go`), which is neither an expiry nor the year 1970.
 */
export type TimeUnit = 'milliseconds' | 'seconds' | 'microseconds' | 'second-of-minute';

const LAST_MS = 8.64e15;
const DIGITS = /^[0-9]+$/;
const FRACTION = /^[+-]?[0-9]*\.[0-9]*$/;
const EXPONENT = /^[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{4,15}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$/;

/**
 * Reads the value of a `time` caveat as the draft has it: decimal digits, milliseconds UTC since the epoch. Says which unit was
 * probably meant; does not convert to it, since a server will not either. `now` is in ms. Never throws.
 */
export function readTime(raw: string, now: number): TimeReading {
  if (!DIGITS.test(raw)) return notATime(raw);
  const ms = Number(raw);
  if (ms > LAST_MS) return withMeaning('out-of-range', ms >= 1e17 ? ms / 1e6 : ms / 1e3);
  return { state: 'time', moment: momentAt(ms, now, raw), unit: guessUnit(ms) };
}

/** The moment `ms` as output shows it. `raw` is how the token writes it. */
export function momentAt(ms: number, now: number, raw = String(ms)): Moment {
  return { raw, ms, iso: new Date(ms).toISOString(), relativeSeconds: Math.floor((ms - now) / 1000) };
}

/** Tokens live between 1973 and 5138: each unit has three decades of digits of its own. */
function guessUnit(value: number): TimeUnit {
  if (value >= 120 && value <= 179) return 'second-of-minute';
  if (value >= 1e14) return 'microseconds';
  return value >= 1e8 && value < 1e11 ? 'seconds' : 'milliseconds';
}

function notATime(raw: string): NotATime {
  if (FRACTION.test(raw)) return withMeaning('fraction', Number(raw));
  if (EXPONENT.test(raw)) return withMeaning('exponent', Number(raw));
  if (DATE.test(raw)) return withMeaning('date', Date.parse(raw));
  return { state: 'not-a-time', reason: 'not-a-number' };
}

/** Offers what was meant only where it is a time a token may have (1973 to 5138), counted in ms or in seconds. */
function withMeaning(reason: NotATimeReason, value: number): NotATime {
  const ms = Math.floor(guessUnit(value) === 'seconds' ? value * 1000 : value);
  return ms >= 1e11 && ms < 1e14 ? { state: 'not-a-time', reason, meantMs: ms } : { state: 'not-a-time', reason };
}
