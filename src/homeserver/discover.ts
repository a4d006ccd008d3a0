import { failure } from '../errors.js';
import type { Refusal } from './answer.js';
import { answerError } from './answer-error.js';
import type { Homeserver } from './endpoint.js';
import type { Send } from './http.js';
import { apiVersionOf, readVersions, versionsRequest } from './requests/versions.js';
import { readWellKnown, type WellKnown, wellKnownRequest } from './requests/well-known.js';
import { parseServerArgument } from './server-argument.js';

/** A homeserver that was found, the versions it speaks, and how it was found. */
export interface FoundHomeserver extends Homeserver {
  readonly versions: readonly string[];
  readonly via: 'address' | 'well-known';
}

/**
 * Finds the homeserver that a SERVER argument names (client-server API, "Server Discovery"). Sends GETs without any token.
 * A URL is tried as it is, then through its host's well-known file; a server name through its well-known file, and where
 * there is none, at the name itself. Throws the errors of `parseServerArgument`, of `Send`, `ERR_WELL_KNOWN` and
 * `ERR_NO_HOMESERVER`, each naming the URL of the step that failed.
 */
export async function discoverHomeserver(argument: string, send: Send): Promise<FoundHomeserver> {
  const server = parseServerArgument(argument);
  if (server.kind === 'url') return findAtUrl(server.baseUrl, send);
  const origin = `https://${server.host}`;
  const pointer = await askWellKnown(origin, send);
  if (pointer.kind === 'unusable') throw wellKnownError(origin, pointer.problem);
  return pointer.kind === 'none' ? openHomeserver(server.fallback, send) : follow(origin, pointer.baseUrl, send);
}

/** Asks a known address for its versions; looks nowhere else. For a server that was found before. */
export async function openHomeserver(baseUrl: string, send: Send): Promise<FoundHomeserver> {
  const found = await askVersions(baseUrl, send);
  if ('refusal' in found) throw noHomeserver(baseUrl, found.refusal);
  return found;
}

async function findAtUrl(baseUrl: string, send: Send): Promise<FoundHomeserver> {
  const found = await askVersions(baseUrl, send);
  if (!('refusal' in found)) return found;
  const { origin } = new URL(baseUrl);
  const elsewhere = isSomethingElse(found.refusal) ? await askWellKnown(origin, send) : undefined;
  if (elsewhere?.kind !== 'base-url' || elsewhere.baseUrl === baseUrl) throw noHomeserver(baseUrl, found.refusal);
  return follow(origin, elsewhere.baseUrl, send);
}

/** A well-known file may send us elsewhere, but not from https down to plain http: that would expose every token. */
async function follow(origin: string, baseUrl: string, send: Send): Promise<FoundHomeserver> {
  if (origin.startsWith('https:') && baseUrl.startsWith('http:')) {
    throw wellKnownError(origin, 'it names a plain http address');
  }
  return { ...(await openHomeserver(baseUrl, send)), via: 'well-known' };
}

async function askVersions(baseUrl: string, send: Send): Promise<FoundHomeserver | { refusal: Refusal }> {
  const answer = readVersions(await send(versionsRequest(baseUrl)));
  if (answer.kind !== 'ok') return { refusal: answer };
  return { baseUrl, apiVersion: apiVersionOf(answer.value), versions: answer.value, via: 'address' };
}

async function askWellKnown(origin: string, send: Send): Promise<WellKnown> {
  return readWellKnown(await send(wellKnownRequest(origin)));
}

/** A 404 or a web page: what answers here is no homeserver, but the one it belongs to may be named in the well-known file. */
function isSomethingElse(refusal: Refusal): boolean {
  return refusal.kind === 'not-json' || refusal.status === 404;
}

function noHomeserver(baseUrl: string, refusal: Refusal) {
  const request = versionsRequest(baseUrl);
  if (refusal.kind !== 'refused' || refusal.status !== 404) return answerError(refusal, request);
  return failure('ERR_NO_HOMESERVER', { url: request.url, status: refusal.status, origin: new URL(baseUrl).origin });
}

function wellKnownError(origin: string, problem: string) {
  return failure('ERR_WELL_KNOWN', { url: wellKnownRequest(origin).url, problem });
}
