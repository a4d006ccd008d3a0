import type { JsonReport, Report } from '../cli/outcome.js';
import type { TokenAndServer } from '../cli/token-and-server.js';
import { escapeText } from '../encoding/escape.js';
import type { TokenOwner } from '../session/ask-whoami.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { EXIT } from '../wording/exit-codes.js';
import { SESSION, SESSION_LABELS, SESSION_NEXT } from '../wording/session.js';
import { drawSession, wordDevice } from './session-lines.js';

interface WhoamiReport extends JsonReport {
  /** Null where the server accepts a guest without naming it. */
  readonly userId: string | null;
  readonly deviceId: string | null;
  /** Null where the server does not say. */
  readonly guest: boolean | null;
  readonly homeserver: string;
  readonly token: { readonly from: string; readonly profile: string | null; readonly fingerprint: string };
}

/** What `whoami` prints: whose token it is, according to the server. The token itself appears as its fingerprint alone. */
export function reportWhoami({ userId, deviceId, guest }: TokenOwner, asked: TokenAndServer): Report {
  const { from, profile, homeserver } = asked;
  const fingerprint = fingerprintToken(asked.token);
  const json: WhoamiReport = {
    schema: 'matrix-token.whoami/1',
    userId,
    deviceId,
    guest,
    homeserver: homeserver.baseUrl,
    token: { from, profile: profile ?? null, fingerprint },
    warnings: [],
  };
  const source = from === 'profile' ? SESSION_LABELS.fromProfile(profile ?? '') : SESSION_LABELS.from[from];
  const lines = [
    { label: SESSION_LABELS.homeserver, text: homeserver.baseUrl },
    { label: SESSION_LABELS.device, text: wordDevice(deviceId) },
    { label: SESSION_LABELS.guest, text: wordGuest(guest) },
    { label: SESSION_LABELS.token, text: `${source}, ${fingerprint}` },
  ];
  const headline = userId === null ? SESSION.guestUnnamed : escapeText(userId);
  return {
    kind: 'report',
    json,
    text: (view) => drawSession({ headline: view.style.bold(headline), lines, next: SESSION_NEXT.inspect[from] }, view),
    exit: EXIT.ok,
  };
}

function wordGuest(guest: boolean | null): string {
  if (guest === null) return SESSION_LABELS.unknown;
  return guest ? SESSION_LABELS.yes : SESSION_LABELS.no;
}
