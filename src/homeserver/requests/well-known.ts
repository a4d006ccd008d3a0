import { getRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { isObject, parseJson, stringOf } from '../json.js';

/** What `/.well-known/matrix/client` says: nothing (404), where the homeserver is, or something unusable. */
export type WellKnown =
  | { readonly kind: 'none' }
  | { readonly kind: 'base-url'; readonly baseUrl: string }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Asks an origin where its homeserver is. Carries no token, so it may follow redirects to other https origins. */
export function wellKnownRequest(origin: string): HttpRequest {
  return { ...getRequest(`${origin}/.well-known/matrix/client`), redirects: 'any-https-origin' };
}

/** Reads the well-known file (client-server API, "Server Discovery"); does not visit the address that it gives. */
export function readWellKnown({ status, body }: HttpResponse): WellKnown {
  if (status === 404) return { kind: 'none' };
  if (status !== 200) return { kind: 'unusable', problem: `it answered ${status}` };
  const json = parseJson(body);
  if (json === undefined) return { kind: 'unusable', problem: 'it is not a JSON object' };
  const homeserver = json['m.homeserver'];
  const text = isObject(homeserver) ? stringOf(homeserver, 'base_url') : undefined;
  if (text === undefined) return { kind: 'unusable', problem: 'it has no m.homeserver.base_url' };
  const baseUrl = readBaseUrl(text);
  if (baseUrl === undefined) return { kind: 'unusable', problem: 'its base_url is not a plain http or https address' };
  return { kind: 'base-url', baseUrl };
}

function readBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  if (username + password + search + hash !== '') return undefined;
  return `${origin}${pathname.replace(/\/$/, '')}`;
}
