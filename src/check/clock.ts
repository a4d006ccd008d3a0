import type { ProbeClock } from './probe.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** The server's clock by its Date header, in ms; undefined where there is none to read. */
export function readServerTime(date: string | undefined): number | undefined {
  const ms = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

/**
 * Moments that are past, or to come, by both clocks: caveats are judged by the server's, and a check whose own clock is
 * wrong by hours must not call a server wrong that is right. One bad clock of the two does no harm.
 */
export function setProbeClock(own: number, server: number | undefined): ProbeClock {
  const earliest = Math.min(own, server ?? own);
  const latest = Math.max(own, server ?? own);
  return { past: Math.max(earliest - HOUR_MS, 1), soon: latest + MINUTE_MS, future: latest + HOUR_MS };
}
