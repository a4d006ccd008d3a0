import { type Moment, momentAt } from '../caveat/time.js';
import type { JsonReport, Report } from '../cli/outcome.js';
import { escapeText } from '../encoding/escape.js';
import type { Profile, ProfileBook } from '../session/profile.js';
import { EXIT } from '../wording/exit-codes.js';
import { SESSION, SESSION_LABELS, SESSION_NEXT } from '../wording/session.js';
import { formatRelative } from './relative-time.js';
import { drawSession, expiryOf } from './session-lines.js';

interface ListedProfile {
  readonly name: string;
  readonly current: boolean;
  readonly userId: string;
  readonly deviceId: string | null;
  readonly guest: boolean;
  readonly homeserver: string;
  readonly created: Moment;
  readonly expires: Moment | null;
}

interface ProfileListReport extends JsonReport {
  readonly profiles: readonly ListedProfile[];
  readonly stored: string;
}

interface OneProfileReport extends JsonReport {
  readonly profile: string;
  readonly userId: string;
  readonly homeserver: string;
}

/** What `profile list` prints: the stored sessions without their tokens. */
export function reportProfiles({ current, profiles }: ProfileBook, place: string, now: number): Report {
  const listed = profiles.map((profile) => listProfile(profile, profile.name === current, now));
  const json: ProfileListReport = {
    schema: 'matrix-token.profile-list/1',
    profiles: listed,
    stored: place,
    warnings: [],
  };
  return {
    kind: 'report',
    json,
    text: async (view) => {
      if (listed.length === 0)
        return drawSession({ headline: SESSION.noneStored, lines: [], next: SESSION_NEXT.login }, view);
      const { drawTable } = await import('./table.js');
      const head = [SESSION_LABELS.name, SESSION_LABELS.user, SESSION_LABELS.homeserver, SESSION_LABELS.expires];
      const headline = drawTable(head, listed.map(rowOf), view);
      // Not 'only you can read it': nothing was read that would show that.
      const lines = [{ label: SESSION_LABELS.stored, text: place }];
      return drawSession({ headline, lines, next: SESSION_NEXT.use }, view);
    },
    exit: EXIT.ok,
  };
}

/** What `profile use` prints. */
export function reportUse({ name, userId, baseUrl }: Profile): Report {
  const json: OneProfileReport = {
    schema: 'matrix-token.profile-use/1',
    profile: name,
    userId,
    homeserver: baseUrl,
    warnings: [],
  };
  const headline = SESSION.using(name);
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline, lines: [], next: SESSION_NEXT.whoami }, view),
    exit: EXIT.ok,
  };
}

/** What `profile remove` prints. */
export function reportRemoval({ name, userId, baseUrl }: Profile, wasCurrent: boolean): Report {
  const json: OneProfileReport & { readonly wasCurrent: boolean } = {
    schema: 'matrix-token.profile-remove/1',
    profile: name,
    userId,
    homeserver: baseUrl,
    wasCurrent,
    warnings: [],
  };
  const headline = SESSION.removed(name);
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline, lines: [], next: SESSION_NEXT.list }, view),
    notes: [SESSION.stillValid, ...(wasCurrent ? [SESSION.currentGone] : [])],
    exit: EXIT.ok,
  };
}

function listProfile(profile: Profile, current: boolean, now: number): ListedProfile {
  const { name, userId, deviceId = null, guest, baseUrl: homeserver } = profile;
  const [created, expires] = [momentAt(profile.createdMs, now), expiryOf(profile.expiresMs, now)];
  return { name, current, userId, deviceId, guest, homeserver, created, expires };
}

function rowOf({ name, current, userId, homeserver, expires }: ListedProfile) {
  const shown = current ? SESSION_LABELS.current(escapeText(name)) : escapeText(name);
  return [
    { text: shown },
    { text: escapeText(userId) },
    { text: escapeText(homeserver) },
    { text: expires === null ? SESSION_LABELS.noEnd : formatRelative(expires.relativeSeconds) },
  ];
}
