import { escapeText } from '../encoding/escape.js';
import { MatrixTokenError } from '../errors.js';
import type { Answer } from '../homeserver/answer.js';
import { bearer } from '../homeserver/credential.js';
import type { FoundHomeserver } from '../homeserver/discover.js';
import { getRequest } from '../homeserver/endpoint.js';
import type { HttpRequest, Send } from '../homeserver/http.js';
import { isObject, type JsonObject, parseJson, stringOf } from '../homeserver/json.js';
import { readWhoami, type Whoami, whoamiRequest } from '../homeserver/requests/whoami.js';
import { quoteServerText } from '../homeserver/server-text.js';
import { EXIT } from '../wording/exit-codes.js';
import type { ServerFacts, WhoamiFacts } from './facts.js';

/**
 * Asks a homeserver about a token: first, without it, where the server is and what it is; then whose the token is. `find` is the
 * look-up, which knows where the token may go. Faults of the server or the way to it are facts; faults of usage are thrown.
 */
export async function askServer(find: () => Promise<FoundHomeserver>, token: string, send: Send): Promise<ServerFacts> {
  const found = await attempt(find);
  if (found instanceof MatrixTokenError) return { kind: 'not-found', code: found.code, message: found.message };
  const software = await askSoftware(found, send);
  const oauth = await askOauth(found, send);
  const homeserver = { baseUrl: found.baseUrl, via: found.via, software, oauth };
  return { kind: 'asked', homeserver, whoami: await askWhoami(found, token, send) };
}

async function askWhoami(homeserver: FoundHomeserver, token: string, send: Send): Promise<WhoamiFacts> {
  const request = whoamiRequest(homeserver, bearer(token));
  const response = await attempt(() => send(request));
  if (response instanceof MatrixTokenError) {
    return { kind: 'failed', code: response.code, message: response.message };
  }
  return readFacts(readWhoami(response), request);
}

function readFacts(answer: Answer<Whoami>, request: HttpRequest): WhoamiFacts {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'accepted', userId: escapeText(answer.value.userId), guest: answer.value.isGuest ?? null };
    case 'not-json':
    case 'unexpected':
      return { kind: 'not-matrix', status: answer.status };
    default:
  }
  const { status } = answer;
  const errcode = quoteServerText(answer.errcode, request);
  const error = quoteServerText(answer.error, request);
  if (answer.kind === 'server-error') return { kind: 'server-error', status, errcode, error };
  if (errcode === 'M_GUEST_ACCESS_FORBIDDEN') return { kind: 'guest-forbidden' };
  return { kind: 'refused', status, errcode, error, softLogout: answer.softLogout };
}

const LONGEST_NAME = 60;

/** Federation API, `GET /_matrix/federation/v1/version`: public, and on most servers behind the same name. */
async function askSoftware({ baseUrl }: FoundHomeserver, send: Send): Promise<string | null> {
  const body = await askPublic(`${baseUrl}/_matrix/federation/v1/version`, send);
  const server = body === undefined ? undefined : body.server;
  if (!isObject(server)) return null;
  const name = [stringOf(server, 'name'), stringOf(server, 'version')].filter((part) => part !== undefined).join(' ');
  return name === '' ? null : escapeText(name.slice(0, LONGEST_NAME));
}

/** Client-server API 1.15, `GET /_matrix/client/v1/auth_metadata`: 404 where the server issues its tokens itself. */
async function askOauth({ baseUrl }: FoundHomeserver, send: Send): Promise<boolean | null> {
  const body = await askPublic(`${baseUrl}/_matrix/client/v1/auth_metadata`, send);
  if (body === undefined) return null;
  if (typeof body.issuer === 'string') return true;
  return body.errcode === 'M_UNRECOGNIZED' ? false : null;
}

/** The JSON object that a public address answers with; undefined where there is none. Sends no token. */
async function askPublic(url: string, send: Send): Promise<JsonObject | undefined> {
  const response = await attempt(() => send(getRequest(url)));
  return response instanceof MatrixTokenError ? undefined : parseJson(response.body);
}

async function attempt<T>(action: () => Promise<T>): Promise<T | MatrixTokenError> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof MatrixTokenError && error.exit === EXIT.network) return error;
    throw error;
  }
}
