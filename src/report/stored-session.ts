import type { Moment } from '../caveat/time.js';
import type { JsonReport, Report } from '../cli/outcome.js';
import { escapeText } from '../encoding/escape.js';
import type { LogoutEffect } from '../session/log-out.js';
import type { Profile } from '../session/profile.js';
import type { RefreshResult } from '../session/refresh-session.js';
import { EXIT } from '../wording/exit-codes.js';
import { SESSION, SESSION_LABELS, SESSION_NEXT } from '../wording/session.js';
import { formatRelative, formatSpan } from './relative-time.js';
import { drawSession, expiryOf, wordExpiry } from './session-lines.js';

interface RefreshReport extends JsonReport {
  readonly profile: string;
  readonly userId: string;
  readonly homeserver: string;
  /** The path that exchanged the token; null where another process had just done so. */
  readonly endpoint: string | null;
  readonly expires: Moment | null;
  readonly stored: string;
}

interface LogoutReport extends JsonReport {
  readonly profile: string;
  readonly userId: string;
  readonly homeserver: string;
  readonly effect: LogoutEffect;
}

interface TokenReport extends JsonReport {
  /** The one place where a stored token is printed. */
  readonly token: string;
  readonly profile: string;
  readonly expires: Moment | null;
  readonly refreshed: boolean;
}

/** What `refresh` prints: until when the new token lives, and where it is stored; never the token. */
export function reportRefresh({ session, path }: RefreshResult, place: string, now: number): Report {
  const { name, userId, baseUrl, expiresMs } = session.profile;
  const expires = expiryOf(expiresMs, now);
  const json: RefreshReport = {
    schema: 'matrix-token.refresh/1',
    profile: name,
    userId,
    homeserver: baseUrl,
    endpoint: path ?? null,
    expires,
    stored: place,
    warnings: [],
  };
  const user = escapeText(userId);
  const headline = path === undefined ? SESSION.refreshedElsewhere(user) : SESSION.refreshed(user);
  const lines = [
    { label: SESSION_LABELS.homeserver, text: baseUrl },
    { label: SESSION_LABELS.endpoint, text: path ?? SESSION_LABELS.none },
    { label: SESSION_LABELS.expires, text: wordExpiry(expires) },
    { label: SESSION_LABELS.profile, text: name },
    { label: SESSION_LABELS.stored, text: SESSION_LABELS.privateFile(place) },
  ];
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline, lines, next: SESSION_NEXT.whoami }, view),
    exit: EXIT.ok,
  };
}

/** What `logout` prints. */
export function reportLogout({ name, userId, baseUrl }: Profile, effect: LogoutEffect): Report {
  const said = SESSION.loggedOut[effect](escapeText(userId));
  const json: LogoutReport = {
    schema: 'matrix-token.logout/1',
    profile: name,
    userId,
    homeserver: baseUrl,
    effect,
    warnings: [],
  };
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline: said, lines: [], next: SESSION_NEXT.list }, view),
    exit: EXIT.ok,
  };
}

/** What `token` prints: the bare token. `minTtlMs` is what was asked for, if anything. */
export function reportToken({ session, path }: RefreshResult, minTtlMs: number | undefined, now: number): Report {
  const expires = expiryOf(session.profile.expiresMs, now);
  const json: TokenReport = {
    schema: 'matrix-token.token/1',
    token: session.secret.accessToken,
    profile: session.profile.name,
    expires,
    refreshed: path !== undefined,
    warnings: warnOf(expires, minTtlMs, now),
  };
  return { kind: 'report', json, text: () => json.token, exit: EXIT.ok };
}

function warnOf(expires: Moment | null, minTtlMs: number | undefined, now: number): string[] {
  if (expires === null) return [];
  const left = expires.ms - now;
  if (minTtlMs === undefined) return left <= 0 ? [SESSION.expired(formatRelative(expires.relativeSeconds))] : [];
  return left < minTtlMs ? [SESSION.shortLived(formatSpan(Math.round(left / 1000)))] : [];
}
