import { failure } from '../errors.js';
import { requireOk } from '../homeserver/answer-error.js';
import { discoverHomeserver } from '../homeserver/discover.js';
import type { Homeserver } from '../homeserver/endpoint.js';
import type { Send } from '../homeserver/http.js';
import { type LoginProof, loginRequest, readLogin } from '../homeserver/requests/login.js';
import { loginFlowsRequest, readLoginFlows } from '../homeserver/requests/login-flows.js';
import { quoteServerText } from '../homeserver/server-text.js';
import { shownUrl } from '../homeserver/url.js';
import { checkProfileName } from './profile.js';
import { prepareStore, type SessionStore } from './session-store.js';
import { type NewProfile, storeNewSession } from './store-new-session.js';

/** Who logs in where. `prove` is asked only when it is known that the server takes such a proof: it may prompt. */
export interface LoginPlan {
  readonly server: string;
  readonly type: LoginProof['type'];
  readonly prove: () => Promise<LoginProof>;
  /** What to store the session as; undefined: after the user. */
  readonly name: string | undefined;
}

/** What reaches out of a session flow: the network and the clock, in ms since the epoch. */
export interface Reach {
  readonly send: Send;
  readonly now: () => number;
}

/**
 * Logs in and stores the session as the current one. Asks for no session that could not be stored, and for no password that
 * the server would not take. Throws `ERR_LOGIN_UNSUPPORTED`, and the errors of discovery, of the server and of the store.
 */
export async function logIn(store: SessionStore, plan: LoginPlan, { send, now }: Reach): Promise<NewProfile> {
  const name = plan.name === undefined ? undefined : checkProfileName(plan.name);
  const homeserver = await discoverHomeserver(plan.server, send);
  await requireFlow(homeserver, `m.login.${plan.type}`, send);
  await prepareStore(store);
  const request = loginRequest(homeserver, await plan.prove());
  const issued = requireOk(readLogin(await send(request)), request);
  return storeNewSession(store, issued, homeserver, { name, guest: false, now: now() });
}

async function requireFlow(homeserver: Homeserver, flow: string, send: Send): Promise<void> {
  const request = loginFlowsRequest(homeserver);
  const flows = requireOk(readLoginFlows(await send(request)), request);
  if (flows.includes(flow)) return;
  const offered = quoteServerText(flows.join(', '), request);
  throw failure('ERR_LOGIN_UNSUPPORTED', { url: shownUrl(request.url), flow, offered });
}
