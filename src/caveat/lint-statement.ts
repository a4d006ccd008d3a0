import { quote } from '../wording/quote.js';
import { type Finding, finding, type Place } from './finding.js';
import { nearestKey } from './nearest-key.js';
import type { StatementCaveat } from './read.js';
import { isKnownKey, lookUpKey } from './registry.js';
import { momentAt, type NotATime, readTime, type TimeReading } from './time.js';
import { isUserId } from './user-id.js';

const KNOWN_TYPES: ReadonlySet<string> = new Set(['access', 'refresh', 'login', 'delete_pusher', 'session']);

/** White space but the plain space, controls, and characters that do not show. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]|[^\P{Zs} ]/u;

/** Says what is wrong or odd about one caveat that follows the grammar. */
export function lintStatement(caveat: StatementCaveat, now: number): Finding[] {
  const place = { caveat: caveat.index };
  const { key, operator, value } = caveat;
  const spec = lookUpKey(key);
  if (!isKnownKey(key) || spec === undefined) {
    return [
      finding('key-unknown', { key: quote(key), meant: nearestKey(key) }, place),
      ...lintCharacters(value, place),
    ];
  }
  if (!spec.operators.includes(operator)) {
    const operators = spec.operators.join(', ');
    // `nonce =abc x` runs the secret into the operator
    const shown = quote(spec.secret ? '…' : operator);
    return [finding('operator-unknown', { key, operator: shown, operators }, place)];
  }
  return [...lintCharacters(value, place), ...lintValue(caveat, now, place)];
}

function lintCharacters(value: string, place: Place): Finding[] {
  const hidden = HIDDEN.exec(value)?.[0];
  return [
    ...(hidden === undefined ? [] : [finding('caveat-hidden-character', { codePoint: nameCodePoint(hidden) }, place)]),
    ...(value.endsWith(' ') ? [finding('caveat-trailing-space', {}, place)] : []),
  ];
}

function nameCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function lintValue({ key, operator, value }: StatementCaveat, now: number, place: Place): Finding[] {
  switch (key) {
    case 'gen':
      return value === '1' ? [] : [finding('generation-unknown', { value: quote(value) }, place)];
    case 'user_id':
      return isUserId(value) ? [] : [finding('user-id-malformed', { value: quote(value) }, place)];
    case 'guest':
      return value === 'true' ? [] : [finding('guest-unknown', { value: quote(value) }, place)];
    case 'type':
      return lintType(value, place);
    case 'time':
      return lintTime(operator, readTime(value, now), value, now, place);
    default:
      return [];
  }
}

function lintType(type: string, place: Place): Finding[] {
  if (!KNOWN_TYPES.has(type)) return [finding('type-unknown', { value: quote(type) }, place)];
  if (type === 'refresh') return [finding('type-refresh', {}, place)];
  return type === 'login' ? [finding('type-login', {}, place)] : [];
}

function lintTime(operator: string, reading: TimeReading, raw: string, now: number, place: Place): Finding[] {
  if (reading.state === 'not-a-time') return [lintNotATime(operator, reading, raw, place)];
  const { ms, iso } = reading.moment;
  switch (reading.unit) {
    case 'second-of-minute':
      return [finding('time-second-of-minute', { value: ms }, place)];
    case 'seconds': {
      const fields = { operator, seconds: ms, readAs: iso, meant: momentAt(ms * 1000, now).iso };
      return [finding('time-in-seconds', fields, place)];
    }
    case 'microseconds': {
      const fields = { operator, microseconds: ms, readAs: iso, meant: momentAt(Math.floor(ms / 1000), now).iso };
      return [finding('time-in-microseconds', fields, place)];
    }
    case 'milliseconds':
      return lintClock(operator, ms, now, place);
  }
}

function lintNotATime(operator: string, { reason, meantMs }: NotATime, raw: string, place: Place): Finding {
  const code = reason === 'out-of-range' ? 'time-out-of-range' : 'time-not-digits';
  return finding(code, { operator, value: quote(raw), meantMs }, place);
}

function lintClock(operator: string, ms: number, now: number, place: Place): Finding[] {
  const { iso } = momentAt(ms, now);
  const expired = operator === '<' ? now >= ms : operator === '==' && now > ms;
  if (expired) return [finding('time-expired', { iso }, place)];
  const early = operator === '>' ? now <= ms : operator === '==' && now < ms;
  return early ? [finding('time-not-yet', { iso, exactly: operator === '==' }, place)] : [];
}
