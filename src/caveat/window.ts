import type { ReadCaveat } from './read.js';
import { type Moment, readTime } from './time.js';

/** When the `time` caveats that can be read let a macaroon be valid. */
export interface TimeWindow {
  /** The first and the last whole ms at which it is valid; infinite where nothing limits it. Empty when `from > to`. */
  readonly from: number;
  readonly to: number;
  /** The caveat that sets each end, and the moment it names. */
  readonly opening?: WindowEnd;
  readonly closing?: WindowEnd;
}

export interface WindowEnd {
  readonly caveat: number;
  readonly moment: Moment;
}

/**
 * The meet of all `time` caveats: `< n` ends it one ms before n, `> n` begins it one ms after n, `== n` does both at n.
 * Skips what is not a time or has another operator, and Dendrite's second of the minute, which limits nothing.
 */
export function timeWindow(caveats: readonly ReadCaveat[], now: number): TimeWindow {
  let window: TimeWindow = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  for (const caveat of caveats) {
    if (caveat.form !== 'statement' || caveat.key !== 'time') continue;
    const reading = readTime(caveat.value, now);
    if (reading.state === 'not-a-time' || reading.unit === 'second-of-minute') continue;
    window = narrow(window, caveat.operator, { caveat: caveat.index, moment: reading.moment });
  }
  return window;
}

function narrow(window: TimeWindow, operator: string, end: WindowEnd): TimeWindow {
  const { ms } = end.moment;
  const exact = operator === '==' ? 0 : 1;
  const opens = (operator === '>' || exact === 0) && ms + exact > window.from;
  const closes = (operator === '<' || exact === 0) && ms - exact < window.to;
  return {
    ...window,
    ...(opens && { from: ms + exact, opening: end }),
    ...(closes && { to: ms - exact, closing: end }),
  };
}
