import { discoverHomeserver, type FoundHomeserver } from '../homeserver/discover.js';
import { registerAccount, registerGuest } from '../homeserver/register-account.js';
import { logoutRequest } from '../homeserver/requests/logout.js';
import type { IssuedSession } from '../homeserver/requests/session-answer.js';
import type { Reach } from './log-in.js';
import { checkProfileName } from './profile.js';
import { prepareStore, type SessionStore } from './session-store.js';
import { type NewProfile, storeNewSession } from './store-new-session.js';

/** An account to make: a guest, or a user. `readPassword` is asked only when a homeserver was found: it may prompt. */
export type RegistrationPlan = { readonly server: string; readonly name: string | undefined } & (
  | { readonly kind: 'guest' }
  | {
      readonly kind: 'user';
      readonly username: string;
      readonly readPassword: () => Promise<string>;
      readonly registrationToken: string | undefined;
    }
);

/** A new account whose first session was ended again, since it was not to be stored. */
export interface UnsavedAccount {
  readonly userId: string;
  readonly baseUrl: string;
}

/**
 * Makes an account, or a guest, and stores its first session as the current one. Asks for no session that could not be
 * stored. Throws the errors of discovery, of `registerAccount` and of the store.
 */
export async function register(store: SessionStore, plan: RegistrationPlan, reach: Reach): Promise<NewProfile> {
  const name = plan.name === undefined ? undefined : checkProfileName(plan.name);
  const homeserver = await discoverHomeserver(plan.server, reach.send);
  await prepareStore(store);
  const issued = await issue(homeserver, plan, reach);
  return storeNewSession(store, issued, homeserver, { name, guest: plan.kind === 'guest', now: reach.now() });
}

/** Makes an account and stores nothing: its first session, which nobody could use, is ended at once. */
export async function registerWithoutSession(
  plan: Extract<RegistrationPlan, { kind: 'user' }>,
  reach: Reach,
): Promise<UnsavedAccount> {
  const homeserver = await discoverHomeserver(plan.server, reach.send);
  const { userId, accessToken } = await issue(homeserver, plan, reach);
  await reach.send(logoutRequest(homeserver, accessToken, { everywhere: false }));
  return { userId, baseUrl: homeserver.baseUrl };
}

async function issue(homeserver: FoundHomeserver, plan: RegistrationPlan, { send }: Reach): Promise<IssuedSession> {
  if (plan.kind === 'guest') return registerGuest(homeserver, send);
  const { username, registrationToken } = plan;
  return registerAccount(homeserver, { username, password: await plan.readPassword(), registrationToken }, send);
}
