import type { Credential } from './credential.js';
import { withCredential } from './credential.js';
import type { HttpRequest } from './http.js';

/** The two prefixes under which servers offer the client-server API: `/v3` since Matrix 1.1, `/r0` before. */
export type ApiVersion = 'v3' | 'r0';

/** A homeserver whose address is known: where its client-server API begins, and in which version. No trailing slash. */
export interface Homeserver {
  readonly baseUrl: string;
  readonly apiVersion: ApiVersion;
}

const HEADERS = { accept: 'application/json', 'user-agent': 'matrix-token' };

/** The URL of a client-server endpoint in the server's version of the API. `path` begins with a slash. */
export function endpointUrl({ baseUrl, apiVersion }: Homeserver, path: string): string {
  return `${baseUrl}/_matrix/client/${apiVersion}${path}`;
}

/** A GET of one URL; builds, does not send. */
export function getRequest(url: string, credential: Credential = { in: 'none' }): HttpRequest {
  return { method: 'GET', ...withCredential(url, HEADERS, credential) };
}

/** A POST of a JSON body to one URL; builds, does not send. */
export function postRequest(
  url: string,
  body: Readonly<Record<string, unknown>>,
  credential: Credential = { in: 'none' },
): HttpRequest {
  const headers = { ...HEADERS, 'content-type': 'application/json' };
  return { method: 'POST', ...withCredential(url, headers, credential), body: JSON.stringify(body) };
}
