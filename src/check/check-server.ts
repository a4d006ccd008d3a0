import { escapeText } from '../encoding/escape.js';
import { endpointUrl, type Homeserver } from '../homeserver/endpoint.js';
import { decodeMacaroon } from '../macaroon/decode.js';
import type { Reading } from '../macaroon/reading.js';
import { CHECK_NOTES } from '../wording/check.js';
import type { ExitCode } from '../wording/exit-codes.js';
import { type CheckDialect, recogniseDialect } from './dialect.js';
import { explainGround } from './explain.js';
import { findKnownCauses } from './known-causes.js';
import { caveatOf, formOf, withCaveat, writeAs } from './narrow.js';
import { checkOwnSession } from './own-session.js';
import { type CheckJson, causeToJson, probeToJson } from './report-json.js';
import type { ProbeResult } from './result.js';
import { type CheckEdge, type CheckRun, runCheck } from './run.js';
import { concludeCheck } from './verdict.js';
import { collectWarnings } from './warnings.js';

/** Which token is checked at which server. */
export interface CheckOrder {
  readonly token: string;
  /** Null for a token that is no macaroon. */
  readonly reading: Reading | null;
  readonly homeserver: Homeserver;
  /** Undefined to go by the token. */
  readonly dialect: CheckDialect | undefined;
  readonly made: Made;
}

/** What was made on the server to get the token. Only an account's session may be ended: a guest has none. */
export type Made =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'guest'; readonly userId: string }
  | { readonly kind: 'account'; readonly userId: string; readonly refreshToken: string | undefined };

/** A check as it is reported, and its exit code. */
export interface CheckReport {
  readonly json: CheckJson;
  readonly exit: ExitCode;
}

/**
 * Checks whether a server rejects what it must reject (DESIGN.md, 7): sends the probes, concludes, and reports. On an
 * account that was made for it, it goes on to check refresh and logout, and so ends the session. A network failure is a
 * verdict here, not an error. `countRequests` counts all that went out, so that the report tells the truth.
 */
export async function checkServer(
  order: CheckOrder,
  edge: CheckEdge & { readonly countRequests: () => number },
): Promise<CheckReport> {
  const { token, reading, homeserver, made } = order;
  const dialect = order.dialect ?? (reading === null ? 'draft' : recogniseDialect(reading.macaroon));
  const whoami = endpointUrl(homeserver, '/account/whoami');
  const run = await runCheck({ token, reading, dialect, whoami }, edge);
  const session = await checkSession(order, run, whoami, edge);
  const results = [...run.results, ...session];
  const { verdict, exit, ground } = concludeCheck(results, reading === null ? 'other' : 'macaroon');
  const json: CheckJson = {
    schema: 'matrix-token.check/1',
    server: homeserver.baseUrl,
    dialect,
    verdict,
    reason: explainGround(ground, results),
    probes: results.map(probeToJson),
    requests: edge.countRequests(),
    causes: findKnownCauses(results).map(causeToJson),
    leftBehind: sayLeftBehind(made, session),
    warnings: collectWarnings(run, reading?.macaroon ?? null),
  };
  return { json, exit };
}

/** Checks the rules of refresh and logout on an account that was made for this, if its token is still accepted at the end. */
async function checkSession(
  { token, made, homeserver, reading }: CheckOrder,
  run: CheckRun,
  whoami: string,
  { send, random }: CheckEdge,
): Promise<readonly ProbeResult[]> {
  if (made.kind !== 'account' || !isAlive(run)) return [];
  const { userId, refreshToken } = made;
  const narrowed = run.results.some(({ id, observed }) => id === 'user-self-last' && observed === 'accepted');
  const narrow = reading !== null && narrowed ? (text: string) => narrowToUser(text, userId) : null;
  const session = { homeserver, whoami, userId, accessToken: token, refreshToken, randomToken: random.token, narrow };
  return checkOwnSession(session, send);
}

function isAlive({ results }: CheckRun): boolean {
  const [first] = results;
  const last = results.at(-1);
  return first?.observed === 'accepted' && (last?.observed === 'accepted' || last?.outcome === 'skipped');
}

function narrowToUser(text: string, userId: string): string {
  const reading = decodeMacaroon(text);
  return writeAs(formOf(reading), withCaveat(reading.macaroon, caveatOf(`user_id = ${userId}`)));
}

function sayLeftBehind(made: Made, session: readonly ProbeResult[]): readonly string[] {
  if (made.kind === 'nothing') return [];
  const userId = escapeText(made.userId);
  if (made.kind === 'guest') return [CHECK_NOTES.guestLeft(userId)];
  const ended = session.some(({ id, observed }) => id === 'logout' && observed === 'accepted');
  return [ended ? CHECK_NOTES.accountLeft(userId) : CHECK_NOTES.sessionLeft(userId)];
}
