import { lookUpKey } from '../caveat/registry.js';
import { type Moment, momentAt } from '../caveat/time.js';
import { escapeText } from '../encoding/escape.js';
import { isJsonObject, type JsonObject, type Jwt } from '../token/jwt.js';
import { MASKED } from '../wording/inspect.js';
import type { EffectiveReport } from './inspect.js';

/** A JWT in the JSON of `inspect`: what it claims, without its signature. */
export interface JwtReport {
  readonly header: readonly ClaimReport[];
  readonly claims: readonly ClaimReport[];
}

export interface ClaimReport {
  readonly name: string;
  /** A string as it is, anything else as JSON; escaped, and shortened where it is deep or long. */
  readonly value: string;
  readonly masked: boolean;
  readonly time?: Moment;
}

const DEEPEST = 6;
const LONGEST = 1000;
const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at']);

/** Reports what a JWT claims; verifies nothing. */
export function reportJwt(jwt: Jwt, options: { readonly now: number; readonly showValues: boolean }): JwtReport {
  const list = (object: JsonObject | null) =>
    Object.entries(object ?? {}).map(([name, value]): ClaimReport => {
      const masked = !options.showValues && lookUpKey(name)?.secret === true;
      const time = TIME_CLAIMS.has(name) ? readNumericDate(value, options.now) : null;
      return { name: escapeText(name), value: masked ? MASKED : showValue(value), masked, ...(time && { time }) };
    });
  return { header: list(jwt.header), claims: list(jwt.payload) };
}

/** What a JWT claims to be good for: its `nbf` and `exp`, and `sub` where that is a user ID (RFC 7519, 4.1). */
export function jwtRights({ payload }: Jwt, now: number): EffectiveReport {
  const notBefore = readNumericDate(payload?.nbf, now);
  const expires = readNumericDate(payload?.exp, now);
  const subject = payload?.sub;
  const userId = typeof subject === 'string' && subject.startsWith('@') ? escapeText(subject) : null;
  return {
    userId,
    type: null,
    guest: false,
    notBefore,
    expires,
    state: stateAt(notBefore, expires, now),
    basis: 'claimed',
  };
}

function stateAt(notBefore: Moment | null, expires: Moment | null, now: number): EffectiveReport['state'] {
  if (expires !== null && now >= expires.ms) return 'expired';
  return notBefore !== null && now < notBefore.ms ? 'not-yet' : 'live';
}

const LAST_MS = 8.64e15;

/** A NumericDate: seconds since the epoch, possibly with a fraction. Null for anything else. */
function readNumericDate(value: unknown, now: number): Moment | null {
  if (typeof value !== 'number' || Math.abs(value * 1000) > LAST_MS) return null;
  return momentAt(Math.floor(value * 1000), now, String(value));
}

function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(clip(value, DEEPEST));
  return escapeText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** Replaces what is nested deeper than a reader, or the stack of a serialiser, can follow. */
function clip(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => clip(item, depth - 1));
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, clip(v, depth - 1)]))
    : null;
}
