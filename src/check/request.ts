import type { HttpRequest } from '../homeserver/http.js';
import type { Credential } from './probe.js';

const HEADERS = { accept: 'application/json', 'user-agent': 'matrix-token' };

/** The request of one probe: `GET` of the whoami URL, with the credential where the probe wants it; builds, does not send. */
export function buildRequest(whoami: string, credential: Credential): HttpRequest {
  const authorization = authorizationOf(credential);
  return {
    method: 'GET',
    url: urlWith(whoami, credential),
    headers: authorization === undefined ? HEADERS : { ...HEADERS, authorization },
  };
}

/** The value of the Authorization header, or undefined where a probe sends none. */
export function authorizationOf(credential: Credential): string | undefined {
  switch (credential.in) {
    case 'header':
      return `${credential.scheme} ${credential.token}`.trimEnd();
    case 'header-and-query':
      return `Bearer ${credential.token}`;
    default:
      return undefined;
  }
}

function urlWith(whoami: string, credential: Credential): string {
  if (credential.in !== 'query' && credential.in !== 'header-and-query') return whoami;
  const url = new URL(whoami);
  url.searchParams.set('access_token', credential.token);
  return url.href;
}
