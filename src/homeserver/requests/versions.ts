import { type Answer, readAnswer } from '../answer.js';
import { type ApiVersion, getRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { stringsOf } from '../json.js';

/** Asks which versions of the client-server API a server speaks. Carries no token: Synapse refuses even this with a bad one. */
export function versionsRequest(baseUrl: string): HttpRequest {
  return getRequest(`${baseUrl}/_matrix/client/versions`);
}

/** Reads `GET /versions`: the versions as the server names them, those that look like none left out. */
export function readVersions(response: HttpResponse): Answer<readonly string[]> {
  return readAnswer(response, 'a list of versions', (body) => {
    if (!Array.isArray(body.versions)) return undefined;
    return stringsOf(body, 'versions')
      .filter((version) => /^[a-z]\d{1,4}\.[\w.-]{1,20}$/.test(version))
      .slice(0, 200);
  });
}

/** `/v3` came with Matrix 1.1; every version before it has `/r0`. */
export function apiVersionOf(versions: readonly string[]): ApiVersion {
  return versions.some((version) => /^v(1\.[1-9]|[2-9]\.|1\d)/.test(version)) ? 'v3' : 'r0';
}
