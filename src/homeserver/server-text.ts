import { escapeText } from '../encoding/escape.js';
import type { HttpRequest } from './http.js';
import { isObject } from './json.js';

const SHOWN_CHARACTERS = 200;
const LONG_SECRET = 8;
const REMOVED = '[removed]';
const TOKEN_LIKE = /[A-Za-z0-9+/=_~-]{20,}/g;
/** Some of Matrix's own codes are as long as a token: M_GUEST_ACCESS_FORBIDDEN. */
const ERRCODE = /^(?:[A-Z]{1,20}_){1,5}[A-Z]{1,20}$/;
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  'password',
  'token',
  'refresh_token',
  'access_token',
  'login_token',
]);

/**
 * A server's own words, fit to be shown: without what the request kept secret, without anything that looks like a token,
 * shortened to 200 characters, and escaped.
 */
export function quoteServerText(text: string, request: HttpRequest): string {
  const clean = withoutSecrets(text, secretsOf(request)).replace(TOKEN_LIKE, (run) =>
    ERRCODE.test(run) ? run : REMOVED,
  );
  const characters = Array.from(clean);
  const shown = characters.slice(0, SHOWN_CHARACTERS).join('');
  return escapeText(characters.length > SHOWN_CHARACTERS ? `${shown}…` : shown);
}

/** Every secret that a request carries: in its header, its query, or a secret member of its body. */
function secretsOf(request: HttpRequest): string[] {
  const secrets = new Set<string>();
  const header = request.headers.authorization;
  if (header !== undefined) secrets.add(header.replace(/^Bearer /, ''));
  const query = new URL(request.url).searchParams.get('access_token');
  if (query !== null) secrets.add(query);
  if (request.body !== undefined) collectSecrets(JSON.parse(request.body), secrets);
  secrets.delete('');
  return [...secrets];
}

function collectSecrets(value: unknown, into: Set<string>): void {
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'string' && SECRET_MEMBERS.has(key)) into.add(member);
    else collectSecrets(member, into);
  }
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, inQuery(secret), JSON.stringify(secret).slice(1, -1)]);
  return forms.reduce((clean, form) => clean.replace(occurrences(form), REMOVED), text);
}

/** A short secret counts only as a word of its own: taking its letters out of other words would give it away. */
function occurrences(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return secret.length >= LONG_SECRET
    ? new RegExp(literal, 'g')
    : new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g');
}

/** A value as a query carries it. Unlike `encodeURIComponent` it never throws, and it writes a blank as `+`. */
function inQuery(value: string): string {
  return new URLSearchParams({ '': value }).toString().slice(1);
}
