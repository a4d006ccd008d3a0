import { failure } from '../errors.js';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a duration as people type it, `90s`, `5m`, `1h30m`, `7d`, in ms. A number without a unit is refused: nobody can tell
 * what it means. Undefined where it is no duration, or longer than the clock can count.
 */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,15})(ms|s|m|h|d|w)/gy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  let total = 0;
  for (const [, amount = '', unit = ''] of parts) total += Number(amount) * (UNITS[unit] ?? Number.NaN);
  return Number.isSafeInteger(total) ? total : undefined;
}

/** A duration given to a flag, in ms. Throws `ERR_USAGE`, naming the flag and not what was given. */
export function readDuration(text: string, flag: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw failure('ERR_USAGE', { problem: `${flag} takes a duration, such as 90s, 5m or 1h30m.` });
  return ms;
}
