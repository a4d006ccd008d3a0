import { type Answer, readAnswer } from '../answer.js';
import { endpointUrl, getRequest, type Homeserver } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { isObject, stringOf } from '../json.js';

/** Asks how one can log in. */
export function loginFlowsRequest(server: Homeserver): HttpRequest {
  return getRequest(endpointUrl(server, '/login'));
}

/** Reads `GET /login`: the types of login that the server offers, such as `m.login.password`. */
export function readLoginFlows(response: HttpResponse): Answer<readonly string[]> {
  return readAnswer(response, 'a list of login flows', ({ flows }) => {
    if (!Array.isArray(flows)) return undefined;
    return flows.flatMap((flow: unknown) => (isObject(flow) ? (stringOf(flow, 'type') ?? []) : []));
  });
}
