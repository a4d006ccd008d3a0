import { nearest } from '../nearest.js';
import { isKnownKey, KNOWN_KEYS, type KnownKey } from './registry.js';

/** What people write for a known key, too far from it in spelling. */
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
]);

/** The known key that a mistyped one probably means (`user-id`, `Type`, `expires`); undefined when none is near. */
export function nearestKey(key: string): KnownKey | undefined {
  const plain = key.toLowerCase().replaceAll('-', '_');
  const meant = SYNONYMS.get(plain) ?? nearest(plain, KNOWN_KEYS);
  return meant !== undefined && isKnownKey(meant) ? meant : undefined;
}
