import { isJsonObject } from '../token/jwt.js';
import { BASE64, BASE64URL, endOfRun, JWT } from './alphabet.js';
import { type Detector, type Look, MORE, type Place } from './look.js';

/** The header of a JWT is shorter. */
const WINDOW = 4096;

/** The members of a macaroon's JSON, or of a list of them, as its beginning shows them. */
const MACAROON_START = /^\[?\s*\{(?=[\s\S]{0,300}"(?:identifier|i64|i|caveats|c|signature|s64|cid)"\s*:)/;

/** Base64 of JSON: JSON Web Tokens, and macaroons as their libraries put them into cookies. */
export const JSON_DETECTOR: Detector = { trigger: 'eyJ|eyA|ew[o0]|W3s', look: lookAtJson };

function lookAtJson({ text, at, final }: Place): Look {
  const window = text.slice(at, at + WINDOW);
  const { end, open } = endOfRun(window, 0, BASE64URL);
  if (open && !final && window.length < WINDOW) return MORE;
  const head = Buffer.from(window.slice(0, end), 'base64').toString('latin1');
  if (window[end] === '.') {
    if (isJoseHeader(head)) return { kind: 'run', from: at, label: 'jwt', alphabet: JWT, wraps: null };
  } else if (MACAROON_START.test(head) && /"(?:identifier|i64|s64|cid|cl)"|"c"\s*:\s*\[/.test(head)) {
    return { kind: 'run', from: at, label: 'macaroon', alphabet: BASE64, wraps: null };
  }
  return { kind: 'nothing', mutedUntil: at + end };
}

function isJoseHeader(text: string): boolean {
  if (!text.includes('"alg"')) return false;
  try {
    const header: unknown = JSON.parse(text);
    return isJsonObject(header) && typeof header.alg === 'string';
  } catch {
    return false;
  }
}
