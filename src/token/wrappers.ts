import { isJsonObject, type JsonObject } from './jwt.js';
import type { Unwrapped } from './layer.js';
import { scanValue } from './named-value.js';

/** The members of a homeserver's answers and of configuration files that hold a token, the likeliest first. */
const TOKEN_MEMBERS = ['access_token', 'refresh_token', 'login_token', 'loginToken', 'as_token', 'hs_token', 'token'];

/** Takes the token out of a JSON object, such as the answer to /login, /register, /refresh or /login/get_token. */
export function unwrapJson(text: string): Unwrapped {
  if (!text.startsWith('{') && !text.startsWith('[')) return undefined;
  const value = parseJson(text);
  if (value === undefined) return undefined;
  return isJsonObject(value) ? unwrapObject(text, value) : refuseJson('a JSON object, not another JSON value');
}

function unwrapObject(text: string, object: JsonObject): Unwrapped {
  for (const name of TOKEN_MEMBERS) {
    const token = Object.hasOwn(object, name) ? object[name] : undefined;
    if (typeof token !== 'string') continue;
    const both = name === 'access_token' && typeof object.refresh_token === 'string';
    const notes = both ? [{ code: 'refresh-token-too' } as const] : [];
    return { kind: 'layer', wrapper: 'json', text: token, at: Math.max(text.indexOf(token), 0), notes };
  }
  const isError = typeof object.errcode === 'string';
  return refuseJson(
    isError ? 'an answer that holds a token: this one reports an error' : 'a macaroon, or a member "access_token"',
  );
}

function refuseJson(expected: string): Unwrapped {
  return { kind: 'not-a-token', at: 0, expected };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes the value out of an `Authorization` header, alone or within a pasted command or log. */
export function unwrapHeader(text: string): Unwrapped {
  const header = /(?:^|[^\w-])authorization["']?\s*[:=]\s*["']?([^\r\n"'`]*)/di.exec(text);
  const [start, end] = header?.indices?.[1] ?? [];
  if (start === undefined) return undefined;
  return { kind: 'layer', wrapper: 'authorization-header', text: text.slice(start, end), at: start, notes: [] };
}

/** Takes the scheme `Bearer` off, and Fly.io's; refuses other schemes. */
export function unwrapScheme(text: string): Unwrapped {
  const [whole, scheme] = /^(bearer|basic|digest|macaroon|l402|lsat|flyv1)(?:\s+|%20|$)/i.exec(text) ?? [];
  if (whole === undefined || scheme === undefined) return undefined;
  // What Fly.io's scheme carries is named as a token of Fly.io.
  if (scheme.toLowerCase() === 'flyv1') {
    return { kind: 'layer', wrapper: null, text: text.slice(whole.length), at: whole.length, notes: [] };
  }
  if (scheme.toLowerCase() !== 'bearer') {
    return { kind: 'not-a-token', at: 0, expected: 'the scheme Bearer, the only one of Matrix, or a bare token' };
  }
  const notes = scheme === 'Bearer' ? [] : [{ code: 'bearer-case' } as const];
  return { kind: 'layer', wrapper: 'bearer', text: text.slice(whole.length), at: whole.length, notes };
}

/** Takes the session macaroon of a single sign-on out of Synapse's two cookies (`handlers/oidc.py`), which hold the same. */
export function unwrapCookie(text: string): Unwrapped {
  const found = scanValue(text, /(?:^|\W)oidc_session(?:_no_samesite)?=["']?([^\s;"',]*)/dg);
  if (found?.kind === 'value') return { ...found, kind: 'layer', wrapper: 'cookie', notes: [] };
  if (found !== undefined || !/^(?:set-)?cookie\s*:/i.test(text)) return found;
  return { kind: 'not-a-token', at: 0, expected: 'a cookie of the name oidc_session' };
}

/** Decodes the percent-encoding of a URL's value. Leaves alone what is no such encoding of printable ASCII. */
export function unwrapPercent(text: string): Unwrapped {
  if (!/^[!-~]+$/.test(text) || !/%[0-9A-Fa-f]{2}/.test(text)) return undefined;
  try {
    const decoded = decodeURIComponent(text);
    if (!/^[!-~]+$/.test(decoded)) return undefined;
    return { kind: 'layer', wrapper: null, text: decoded, at: 0, notes: [{ code: 'percent-decoded' }] };
  } catch {
    return undefined;
  }
}
