import type { Homeserver } from '../homeserver/endpoint.js';
import type { Send } from '../homeserver/http.js';
import { logoutRequest } from '../homeserver/requests/logout.js';
import {
  endsOldPairAtOnce,
  REFRESH_PATHS,
  type RefreshedTokens,
  type RefreshPath,
  readRefresh,
  refreshRequest,
} from '../homeserver/requests/refresh.js';
import { isUnknownEndpoint, observeAnswer, observeLogout, observeRefresh } from './answer.js';
import { LOGOUT_RULES, REFRESH_RULES } from './own-session-rules.js';
import type { ProbeRules } from './probe.js';
import { receive } from './receive.js';
import { type Asked, createRecorder, type Recorder } from './recorder.js';
import { buildRequest } from './request.js';
import type { ProbeResult } from './result.js';

/** A session that the check itself opened, so that it may end it. Holds secrets: never print it. */
export interface OwnSession {
  readonly homeserver: Homeserver;
  readonly whoami: string;
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** A token that no server issued. */
  readonly randomToken: string;
  /** Makes a narrowed copy of an access token that the server accepts; null where it accepts none. */
  readonly narrow: ((accessToken: string) => string) | null;
}

/** The tokens that a session has at a time, and the endpoint that refreshes them, if any. */
interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly path: RefreshPath | undefined;
}

const MUST_END = { expectation: 'rejected', level: 'must' } as const;

/**
 * Checks what ends a session: the rules of refresh, with the expectations of the endpoint that answers, then those of
 * logout. Ends the session, also where it cannot be refreshed. Where the first refresh, or the logout, is not done, the
 * rows that build on it are skipped and decide nothing.
 */
export async function checkOwnSession(session: OwnSession, send: Send): Promise<readonly ProbeResult[]> {
  const recorder = createRecorder(send);
  const tokens = await checkRefresh(session, recorder, send);
  await checkLogout(session, tokens, recorder);
  return recorder.results();
}

async function checkRefresh(session: OwnSession, recorder: Recorder, send: Send): Promise<Tokens> {
  const { accessToken, refreshToken } = session;
  const { random, tokenAsAccess, first, newAccess, oldAccess, accessAsToken, reuse } = REFRESH_RULES;
  const path = await findRefreshPath(session, send);
  if (path === undefined || refreshToken === undefined) {
    recorder.skip(Object.values(REFRESH_RULES), path === undefined ? 'no-refresh' : 'no-refresh-token');
    return { accessToken, refreshToken, path };
  }
  await askRefresh(session, recorder, random, path, session.randomToken);
  await askWhoami(session, recorder, tokenAsAccess, refreshToken);
  const refreshed = tokensOf(await askRefresh(session, recorder, first, path, refreshToken));
  if (refreshed === undefined) {
    recorder.skip([newAccess, oldAccess, accessAsToken, reuse], 'not-refreshed');
    return { accessToken, refreshToken, path };
  }
  // In 2015 the old pair ended at once. Today the old refresh token lives until one of the new tokens is used, which the
  // next request does; of the old access token the specification says nothing, and Synapse lets it live till it expires.
  await askWhoami(session, recorder, newAccess, refreshed.accessToken);
  await askWhoami(session, recorder, endsOldPairAtOnce(path) ? { ...oldAccess, ...MUST_END } : oldAccess, accessToken);
  await askRefresh(session, recorder, accessAsToken, path, refreshed.accessToken);
  if (refreshed.refreshToken === undefined) recorder.skip([reuse], 'same-refresh-token');
  else await askRefresh(session, recorder, reuse, path, refreshToken);
  return { accessToken: refreshed.accessToken, refreshToken: refreshed.refreshToken ?? refreshToken, path };
}

/** The first endpoint that the server knows; it is asked with a token that no server issued. */
async function findRefreshPath({ homeserver, randomToken }: OwnSession, send: Send): Promise<RefreshPath | undefined> {
  for (const path of REFRESH_PATHS) {
    const reception = await receive(send(refreshRequest(homeserver.baseUrl, path, randomToken)));
    if (!isUnknownEndpoint(reception)) return path;
  }
  return undefined;
}

function tokensOf(asked: Asked): RefreshedTokens | undefined {
  if (asked.kind === 'gave-up' || asked.reception.kind === 'failure') return undefined;
  const answer = readRefresh(asked.reception.response);
  return answer.kind === 'ok' ? answer.value : undefined;
}

async function checkLogout(session: OwnSession, tokens: Tokens, recorder: Recorder): Promise<void> {
  const { accessToken, refreshToken, path } = tokens;
  const { logout, access, narrowed, refresh } = LOGOUT_RULES;
  const request = logoutRequest(session.homeserver, accessToken, { everywhere: false });
  const asked = await recorder.ask(logout, { request, credential: 'header', observe: observeLogout });
  if (asked.kind === 'gave-up' || asked.observation.kind !== 'accepted') {
    return recorder.skip([access, narrowed, refresh], 'not-logged-out');
  }
  await askWhoami(session, recorder, access, accessToken);
  if (session.narrow === null) recorder.skip([narrowed], 'nothing-narrowed-accepted');
  else await askWhoami(session, recorder, narrowed, session.narrow(accessToken));
  if (path === undefined || refreshToken === undefined) recorder.skip([refresh], 'no-refresh-token');
  else await askRefresh(session, recorder, refresh, path, refreshToken);
}

function askWhoami(session: OwnSession, recorder: Recorder, rules: ProbeRules, token: string): Promise<Asked> {
  const credential = { in: 'header', scheme: 'Bearer', token } as const;
  const { whoami, userId } = session;
  return recorder.ask(rules, {
    request: buildRequest(whoami, credential),
    credential: 'header',
    observe: (reception) => observeAnswer(reception, { credential, userId }),
  });
}

function askRefresh(
  { homeserver }: OwnSession,
  recorder: Recorder,
  rules: ProbeRules,
  path: RefreshPath,
  token: string,
): Promise<Asked> {
  const request = refreshRequest(homeserver.baseUrl, path, token);
  return recorder.ask(rules, { request, credential: 'body', observe: observeRefresh });
}
