import { logOut, logOutAll, whoami } from './account.js';
import type { Answer } from './answer.js';
import { versions, wellKnown } from './discovery.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import { getLoginToken, logIn, loginFlows } from './login.js';
import { refresh, tokenRefresh } from './refresh.js';
import { available, register } from './register.js';

/** One endpoint: a method, a path, and the function that answers it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (server: Homeserver, incoming: Incoming) => Promise<Answer> | Answer;
}

/** Every endpoint of this server. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/.well-known/matrix/client', answer: wellKnown },
  { method: 'GET', path: '/_matrix/client/versions', answer: versions },
  ...inVersions(['v3', 'r0'], 'GET', '/register/available', available),
  ...inVersions(['v3', 'r0'], 'POST', '/register', register),
  ...inVersions(['v3', 'r0'], 'GET', '/login', loginFlows),
  ...inVersions(['v3', 'r0'], 'POST', '/login', logIn),
  ...inVersions(['v1'], 'POST', '/login/get_token', getLoginToken),
  ...inVersions(['v3'], 'POST', '/refresh', refresh),
  ...inVersions(['v1', 'r0', 'v2_alpha'], 'POST', '/tokenrefresh', tokenRefresh),
  ...inVersions(['v3', 'r0'], 'GET', '/account/whoami', whoami),
  ...inVersions(['v3', 'r0'], 'POST', '/logout', logOut),
  ...inVersions(['v3', 'r0'], 'POST', '/logout/all', logOutAll),
];

function inVersions(versions: string[], method: Route['method'], path: string, answer: Route['answer']): Route[] {
  return versions.map((version) => ({ method, path: `/_matrix/client/${version}${path}`, answer }));
}
