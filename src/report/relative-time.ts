import type { Moment } from '../caveat/time.js';

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['year', 365 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** A span in its two largest units, cut off and not rounded: `1 hour 59 minutes`. */
export function formatSpan(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const largest = UNITS.findIndex(([, length]) => whole >= length);
  if (largest === -1) return '0 seconds';
  const parts: string[] = [];
  let rest = whole;
  for (const [name, length] of UNITS.slice(largest, largest + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return parts.join(' ');
}

/** `in 3 days 4 hours`, `2 hours ago`, `now`. */
export function formatRelative(seconds: number): string {
  if (seconds === 0) return 'now';
  return seconds > 0 ? `in ${formatSpan(seconds)}` : `${formatSpan(seconds)} ago`;
}

/** A moment absolute, UTC, and relative: `2026-01-05T03:04:05Z (in 3 days)`. */
export function formatMoment({ iso, relativeSeconds }: Moment): string {
  return `${iso.replace('.000Z', 'Z')} (${formatRelative(relativeSeconds)})`;
}
