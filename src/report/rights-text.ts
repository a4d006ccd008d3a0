import { INSPECT_TEXT, TYPE_NAMES } from '../wording/inspect.js';
import type { EffectiveReport } from './inspect.js';
import { formatMoment } from './relative-time.js';
import type { Style } from './style.js';

/** Whose a token is; null where nothing says. */
export function describeUser({ userId, guest }: EffectiveReport): string | null {
  return userId !== null && guest ? INSPECT_TEXT.guest(userId) : userId;
}

/** What a token allows. */
export function describeType({ type }: EffectiveReport): string {
  if (type === null) return INSPECT_TEXT.noType;
  return TYPE_NAMES.get(type) ?? INSPECT_TEXT.allowsType(type);
}

/** From when until when a token is valid. `endless` is what to say where nothing limits it. */
export function describeWindow({ notBefore, expires }: EffectiveReport, endless: string): string {
  if (notBefore === null) return expires === null ? endless : INSPECT_TEXT.until(formatMoment(expires));
  if (expires === null) return INSPECT_TEXT.from(formatMoment(notBefore));
  if (expires.ms === notBefore.ms) return INSPECT_TEXT.exactly(formatMoment(expires));
  return INSPECT_TEXT.between(formatMoment(notBefore), formatMoment(expires));
}

/** The colour of a state. */
export function paintState(state: EffectiveReport['state'], { green, yellow, red }: Style): (text: string) => string {
  if (state === 'live') return green;
  return state === 'expired' || state === 'never' ? red : yellow;
}
