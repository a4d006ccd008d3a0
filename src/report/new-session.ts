import type { Moment } from '../caveat/time.js';
import type { JsonReport, Report } from '../cli/outcome.js';
import { escapeText } from '../encoding/escape.js';
import type { UnsavedAccount } from '../session/register.js';
import type { NewProfile } from '../session/store-new-session.js';
import { EXIT } from '../wording/exit-codes.js';
import { SESSION, SESSION_LABELS, SESSION_NEXT } from '../wording/session.js';
import { drawSession, expiryOf, wordDevice, wordExpiry } from './session-lines.js';

interface NewSessionReport extends JsonReport {
  readonly userId: string;
  readonly deviceId: string | null;
  readonly guest: boolean;
  readonly homeserver: string;
  /** Null where nothing was stored. */
  readonly profile: string | null;
  readonly stored: string | null;
  readonly expires: Moment | null;
  readonly refreshable: boolean;
  /** Whether a session of the same name was stored before. */
  readonly replaced: boolean;
}

/** What is reported of a session that was just stored. */
export interface NewSessionView {
  readonly command: 'login' | 'register';
  readonly created: NewProfile;
  /** Where its secrets are. */
  readonly place: string;
  readonly now: number;
}

/** What `login` and `register` print: who, where, and where it is stored; never a token. */
export function reportNewSession({ command, created, place, now }: NewSessionView): Report {
  const { profile, refreshable, replaced } = created;
  const expires = expiryOf(profile.expiresMs, now);
  const json: NewSessionReport = {
    schema: `matrix-token.${command}/1`,
    userId: profile.userId,
    deviceId: profile.deviceId ?? null,
    guest: profile.guest,
    homeserver: profile.baseUrl,
    profile: profile.name,
    stored: place,
    expires,
    refreshable,
    replaced: replaced !== undefined,
    warnings: [],
  };
  const lines = [
    { label: SESSION_LABELS.device, text: wordDevice(json.deviceId) },
    { label: SESSION_LABELS.expires, text: wordExpiry(expires) },
    { label: SESSION_LABELS.refresh, text: refreshable ? SESSION_LABELS.canRefresh : SESSION_LABELS.cannotRefresh },
    { label: SESSION_LABELS.profile, text: SESSION_LABELS.current(profile.name) },
    { label: SESSION_LABELS.stored, text: SESSION_LABELS.privateFile(place) },
  ];
  const headline = headlineOf(command, profile);
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline, lines, next: SESSION_NEXT.whoami }, view),
    notes: replaced === undefined ? [] : [SESSION.replaced(replaced.name, escapeText(replaced.userId))],
    exit: EXIT.ok,
  };
}

/** What `register --no-save` prints. */
export function reportUnsavedAccount({ userId, baseUrl }: UnsavedAccount): Report {
  const json: NewSessionReport = {
    schema: 'matrix-token.register/1',
    userId,
    deviceId: null,
    guest: false,
    homeserver: baseUrl,
    profile: null,
    stored: null,
    expires: null,
    refreshable: false,
    replaced: false,
    warnings: [],
  };
  const headline = SESSION.registeredOnly(escapeText(userId), baseUrl);
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline, lines: [], next: SESSION_NEXT.login }, view),
    exit: EXIT.ok,
  };
}

function headlineOf(command: 'login' | 'register', { userId, baseUrl, guest }: NewProfile['profile']): string {
  const user = escapeText(userId);
  if (command === 'login') return SESSION.loggedIn(user, baseUrl);
  return guest ? SESSION.registeredGuest(user, baseUrl) : SESSION.registered(user, baseUrl);
}
