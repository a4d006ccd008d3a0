import { failure } from '../errors.js';

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?`;
const ZONE = String.raw`(?:Z|([+-])(\d{2}):(\d{2}))`;
const INSTANT = new RegExp(`^${DATE}(?:${TIME}${ZONE})?$`);
const MINUTE = 60_000;

/**
 * Reads a moment in ISO 8601, in ms since the epoch: `2026-01-31T12:00:00Z`, `2026-01-31T12:00+02:00`, or a date alone, which begins at
 * midnight UTC. A time without a zone is refused: nobody can tell what it means. Undefined where it is none, or no day of the calendar.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, ...groups] = match;
  const numbers = groups.map((digits) => Number(digits ?? 0));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const milliseconds = Number((groups[6] ?? '0').padEnd(3, '0'));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const read = new Date(local);
  const exists =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const offset = Number(`${groups[7] ?? '+'}1`) * (Number(groups[8] ?? 0) * 60 + Number(groups[9] ?? 0));
  return exists ? local - offset * MINUTE : undefined;
}

/** A moment given to a flag, in ms. Throws `ERR_USAGE`, naming the flag and not what was given. */
export function readInstant(text: string, flag: string): number {
  const ms = parseInstant(text);
  if (ms !== undefined) return ms;
  const problem = `${flag} takes a date, or a time with its zone, in ISO 8601: 2026-01-31 or 2026-01-31T12:00:00Z.`;
  throw failure('ERR_USAGE', { problem });
}
