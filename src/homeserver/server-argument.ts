import { failure } from '../errors.js';
import { isLoopback } from './url.js';

/**
 * What a SERVER argument names. `url`: the address of a homeserver. `name`: a server name, whose well-known file says
 * where its homeserver is; `host` is without a port, `fallback` is where to look when there is no such file.
 */
export type ServerArgument =
  | { readonly kind: 'url'; readonly baseUrl: string }
  | { readonly kind: 'name'; readonly host: string; readonly fallback: string };

const HOST_AND_PORT = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?$/;
const KNOWN_PREFIX = /(?:^|[^A-Za-z0-9])(?:syt|syr|syl|mat|mar|mct|mcr|mpt)_|eyJ[A-Za-z0-9_-]{8}|^MDA[a-z0-9]/;

/**
 * Reads a SERVER argument: a URL, a server name, `host:port`, or a user ID (its server); looks nothing up. A bare loopback
 * address is http, any other bare `host:port` https. Throws `ERR_SERVER_IS_TOKEN` for what looks like a token, before it
 * could be looked up, and `ERR_SERVER_INVALID`; neither repeats the argument.
 */
export function parseServerArgument(text: string): ServerArgument {
  const trimmed = text.trim();
  if (trimmed === '') throw failure('ERR_SERVER_MISSING', {});
  if (looksLikeToken(trimmed)) throw failure('ERR_SERVER_IS_TOKEN', {});
  if (trimmed.startsWith('@')) return parseUserId(trimmed);
  if (trimmed.includes('://')) return { kind: 'url', baseUrl: parseBaseUrl(trimmed) };
  return parseName(trimmed.replace(/\/$/, ''), 'typed');
}

/** Whether a text is more likely a token than an address: a known prefix, or a long run that no host name has. */
function looksLikeToken(text: string): boolean {
  if (KNOWN_PREFIX.test(text)) return true;
  if (/^[A-Za-z0-9+/=_-]{40,}$/.test(text)) return true;
  if (/^[A-Za-z0-9+/=_-]{20,}$/.test(text) && /[A-Z0-9+=_]/.test(text)) return true;
  return text.split(/[^A-Za-z0-9+=_-]/).some((run) => run.length > 63 || (run.length >= 40 && /[A-Z+=_]/.test(run)));
}

function parseUserId(text: string): ServerArgument {
  const colon = text.indexOf(':');
  if (colon < 0)
    throw failure('ERR_SERVER_INVALID', { problem: 'this user ID has no colon with a server name after it' });
  return parseName(text.slice(colon + 1), 'user-id');
}

function parseName(text: string, from: 'typed' | 'user-id'): ServerArgument {
  const invalid = failure('ERR_SERVER_INVALID', {
    problem: 'expected a host name, perhaps with a port, and nothing else',
  });
  if (!HOST_AND_PORT.test(text) || !URL.canParse(`https://${text}`)) throw invalid;
  const { hostname } = new URL(`https://${text}`);
  if (isLoopback(hostname)) return { kind: 'url', baseUrl: new URL(`http://${text}`).origin };
  const fallback = new URL(`https://${text}`).origin;
  // With a typed port the address itself is meant; a user ID's port is that of federation.
  return /:\d+$/.test(text) && from === 'typed'
    ? { kind: 'url', baseUrl: fallback }
    : { kind: 'name', host: hostname, fallback };
}

function parseBaseUrl(text: string): string {
  const invalid = (problem: string) => failure('ERR_SERVER_INVALID', { problem });
  if (!URL.canParse(text)) throw invalid('this URL cannot be read');
  const { protocol, origin, pathname, username, password, search, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') throw invalid('its scheme is neither https nor http');
  if (username + password !== '') throw invalid('a URL must not carry a user name or password');
  if (search + hash !== '') throw invalid('the URL of a homeserver has no query and no fragment');
  const [path = ''] = pathname.split('/_matrix/', 1);
  return `${origin}${path.replace(/\/+$/, '')}`;
}
