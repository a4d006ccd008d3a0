import { KNOWN_KEYS, type KnownKey } from './registry.js';

/** Names that people write for a known key, too far from it in spelling. */
const SYNONYMS: ReadonlyMap<string, KnownKey> = new Map([
  ['expires', 'time'],
  ['expiry', 'time'],
  ['exp', 'time'],
  ['expiration', 'time'],
  ['before', 'time'],
  ['valid_until', 'time'],
  ['generation', 'gen'],
  ['user', 'user_id'],
  ['mxid', 'user_id'],
  ['uid', 'user_id'],
  ['kind', 'type'],
]);

const LONGEST_KEY = 32;

/** The known key that a mistyped one probably means (`user-id`, `Type`, `expires`); undefined when none is near. */
export function nearestKey(key: string): KnownKey | undefined {
  if (key.length > LONGEST_KEY) return undefined;
  const wanted = key.toLowerCase().replaceAll('-', '_');
  const synonym = SYNONYMS.get(wanted);
  if (synonym !== undefined) return synonym;
  let nearest: KnownKey | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of KNOWN_KEYS) {
    const distance = editDistance(wanted, candidate);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest !== undefined && least <= allowedDistance(nearest) ? nearest : undefined;
}

/** One slip in a short key, two in a long one: more would be guessing. */
function allowedDistance(key: string): number {
  return key.length < 6 ? 1 : 2;
}

/** How many characters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const at = (line: number[], index: number): number => line[index] ?? Number.POSITIVE_INFINITY;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? Number.POSITIVE_INFINITY;
}
