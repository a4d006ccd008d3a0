import type { HttpResponse } from '../homeserver/http.js';
import type { Cause, Observation, Problem } from './observation.js';
import type { Credential } from './probe.js';

/** What came back for one request: an HTTP answer, or the code of the failure that prevented one. */
export type Reception =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'failure'; readonly code: string };

/** What is known of the request when its answer is read. `userId` is whose token it is, once the baseline has told. */
export interface AnswerContext {
  readonly credential: Credential;
  readonly userId: string | null;
}

const MAX_USER_ID_LENGTH = 255;

/**
 * Reads what a server did with a token from its answer to `GET /account/whoami`. Claims nothing that the answer does not
 * prove: only 200 with a user, or 403 `M_GUEST_ACCESS_FORBIDDEN` (a valid guest token, Synapse before 1.45), is an acceptance,
 * and only 401 `M_UNKNOWN_TOKEN` is a rejection (`M_MISSING_TOKEN` too, where the server had no `Bearer` token to see).
 * Everything else, HTML, 404, 5xx, 429, redirects and time-outs included, is inconclusive.
 * Source: client-server API, client authentication and `GET /_matrix/client/v3/account/whoami`.
 */
export function observeAnswer(reception: Reception, context: AnswerContext): Observation {
  return observeJson(reception, (status, body) =>
    status === 200 ? observeUser(body.user_id, context.userId) : observeRefusal(status, body, context.credential),
  );
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Sorts out every answer that proves nothing, whatever was asked, and leaves the others to `read`. */
function observeJson(reception: Reception, read: (status: number, body: JsonObject) => Observation): Observation {
  if (reception.kind === 'failure') return observeFailure(reception.code);
  const { status } = reception.response;
  if (status === 429) return inconclusive('rate-limit', 'rate-limit');
  if (status >= 500) return inconclusive('server-error', 'server-error');
  if (status >= 300 && status < 400) return inconclusive('other', 'redirect');
  const body = readObject(reception.response.body);
  return body === undefined ? inconclusive('other', 'not-json') : read(status, body);
}

/**
 * Reads what a server did with a refresh token. Accepted: 200 with a new access token. Rejected: 401 `M_UNKNOWN_TOKEN`
 * (`POST /v3/refresh`) or 403 `M_FORBIDDEN` (`/tokenrefresh` of 2015, and Synapse at both). All else is inconclusive.
 */
export function observeRefresh(reception: Reception): Observation {
  return observeJson(reception, (status, { access_token: token, errcode }) => {
    if (status === 200 && typeof token === 'string') return { kind: 'accepted', userId: null };
    const refused = (status === 401 && errcode === 'M_UNKNOWN_TOKEN') || (status === 403 && errcode === 'M_FORBIDDEN');
    return refused ? { kind: 'rejected', softLogout: false } : inconclusive('other', 'other-status');
  });
}

/** Reads whether a server ended a session: 200 with a JSON object, or 401 `M_UNKNOWN_TOKEN`. */
export function observeLogout(reception: Reception): Observation {
  return observeJson(reception, (status, { errcode }) => {
    if (status === 200) return { kind: 'accepted', userId: null };
    const refused = status === 401 && errcode === 'M_UNKNOWN_TOKEN';
    return refused ? { kind: 'rejected', softLogout: false } : inconclusive('other', 'other-status');
  });
}

/** Whether a server does not know an endpoint: 404 today, 400 from Synapse 1.71.0. */
export function isUnknownEndpoint(reception: Reception): boolean {
  if (reception.kind === 'failure') return false;
  const { status, body } = reception.response;
  return status === 404 || (status === 400 && readObject(body)?.errcode === 'M_UNRECOGNIZED');
}

/** The user ID of a 200 answer, or undefined where it is none that could be put into a caveat. */
export function readUserId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_USER_ID_LENGTH) return undefined;
  return /^@[^:\s\p{C}]*:[^\s\p{C}]+$/u.test(value) ? value : undefined;
}

const FAILURES: ReadonlyMap<string, readonly [Cause, Problem]> = new Map([
  ['ERR_NETWORK', ['network', 'unreachable']],
  ['ERR_TIMEOUT', ['network', 'timeout']],
  ['ERR_RATE_LIMITED', ['rate-limit', 'rate-limit']],
  ['ERR_REDIRECT', ['other', 'redirect']],
  ['ERR_ANSWER_TOO_LARGE', ['other', 'no-answer']],
]);

/** Whether an error says that a request got no answer that could be read; any other is none of the server's doing. */
export function isFailedExchange(code: string): boolean {
  return FAILURES.has(code);
}

function observeFailure(code: string): Observation {
  const [cause, problem] = FAILURES.get(code) ?? ['other', 'no-answer'];
  return inconclusive(cause, problem);
}

function observeUser(value: unknown, expected: string | null): Observation {
  const userId = readUserId(value);
  if (userId === undefined) return inconclusive('other', 'no-user-id');
  if (expected !== null && userId !== expected) return { kind: 'accepted-as-another', userId };
  return { kind: 'accepted', userId };
}

function observeRefusal(status: number, body: JsonObject, credential: Credential): Observation {
  const errcode = body.errcode;
  if (status === 403 && errcode === 'M_GUEST_ACCESS_FORBIDDEN') return { kind: 'accepted', userId: null };
  if (status !== 401) return inconclusive('other', 'other-status');
  const rejected: Observation = { kind: 'rejected', softLogout: body.soft_logout === true };
  if (errcode === 'M_UNKNOWN_TOKEN') return rejected;
  if (errcode !== 'M_MISSING_TOKEN') return inconclusive('other', 'other-errcode');
  return carriesBearerToken(credential) ? inconclusive('other', 'token-not-seen') : rejected;
}

/** Whether a server must have seen a token; one in the query or behind another scheme it may rightly not look at. */
function carriesBearerToken(credential: Credential): boolean {
  return credential.in === 'header' && credential.scheme === 'Bearer' && credential.token !== '';
}

function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inconclusive(cause: Cause, problem: Problem): Observation {
  return { kind: 'inconclusive', cause, problem };
}
