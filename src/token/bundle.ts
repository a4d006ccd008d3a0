import { MatrixTokenError } from '../errors.js';
import { recoverMacaroon } from '../macaroon/decode.js';
import { isJsonObject } from './jwt.js';
import type { Layer, Unwrapped, Wrapper } from './layer.js';
import { looksLikeMacaroon } from './sniff.js';

/**
 * Takes the root macaroon out of what other services wrap theirs in, and the discharges that go with it: the snap store's header, the
 * cookies and headers of go-bakery, L402 (whose preimage is a secret, and dropped), PyPI's prefix, a JSON list. Decodes none of them
 * further; undefined for anything else, and where the root would be no macaroon.
 */
export function unwrapBundle(text: string): Unwrapped {
  return unwrapSnap(text) ?? unwrapL402(text) ?? unwrapPypi(text) ?? unwrapBakery(text) ?? unwrapList(text);
}

/** `Macaroon root="…", discharge="…"` (canonical/snapd, store/auth.go). */
function unwrapSnap(text: string): Layer | undefined {
  const root = /(?:^|[\s:])macaroon\s+root="?([\w+/=-]+)/di.exec(text);
  const [start, end] = root?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return undefined;
  const discharges = [...text.slice(end).matchAll(/\bdischarge="?([\w+/=-]+)/gi)].map(([, token = '']) => token);
  return bundle('snap-header', [text.slice(start, end), ...discharges], start);
}

/** `L402 <macaroon>[,<macaroon>…]:<preimage>`, before 2023 `LSAT`. */
function unwrapL402(text: string): Layer | undefined {
  const found = /(?:^|[\s:])(?:l402|lsat)\s+([\w+/=,-]+):[0-9a-f]+/di.exec(text);
  const [start, end] = found?.indices?.[1] ?? [];
  if (start === undefined) return undefined;
  const layer = bundle('l402', text.slice(start, end).split(','), start);
  return layer && { ...layer, notes: [{ code: 'preimage-left-out' }] };
}

/** `pypi-` before the base64url of a V2 macaroon; one that cannot be read is left to be named as opaque. */
function unwrapPypi(text: string): Layer | undefined {
  const token = /^pypi-([\w-]+)$/.exec(text)?.[1];
  return token === undefined || !isReadable(token) ? undefined : bundle('pypi', [token], 'pypi-'.length);
}

/** A cookie `macaroon-<hex>` or a header `Macaroons`, each the base64 of a JSON list (go-bakery, httpbakery/client.go). */
function unwrapBakery(text: string): Layer | undefined {
  const named = /(?:^|[\s;])(?:macaroon-[0-9a-f]+=|macaroons\s*:\s*)"?(?:unbound:)?([\w+/=-]+)/di.exec(text);
  const bare = named ?? /^(?:unbound:)?(W3s[\w+/=-]+)$/d.exec(text);
  const [start, end] = bare?.indices?.[1] ?? [];
  if (start === undefined) return undefined;
  return listed(Buffer.from(text.slice(start, end), 'base64').toString('utf8'), 'macaroon-cookie', start);
}

function unwrapList(text: string): Layer | undefined {
  return text.startsWith('[') ? listed(text, 'macaroon-list', 0) : undefined;
}

function listed(json: string, wrapper: Wrapper, at: number): Layer | undefined {
  const list = parseList(json);
  return list.length === 0
    ? undefined
    : bundle(
        wrapper,
        list.map((item) => JSON.stringify(item)),
        at,
      );
}

function parseList(json: string): readonly object[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every(isJsonObject) ? value : [];
  } catch {
    return [];
  }
}

/** By convention the first is the root, and the rest are its discharges. */
function bundle(wrapper: Wrapper, [root = '', ...discharges]: readonly string[], at: number): Layer | undefined {
  if (!looksLikeMacaroon(root)) return undefined;
  return { kind: 'layer', wrapper, text: root, at, notes: [], discharges };
}

function isReadable(token: string): boolean {
  try {
    recoverMacaroon(token);
    return true;
  } catch (error) {
    if (error instanceof MatrixTokenError) return false;
    throw error;
  }
}
