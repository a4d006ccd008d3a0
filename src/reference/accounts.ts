import type { PasswordHash } from './password.js';

/** Somebody with a user ID: a guest has no password and cannot log in again. */
export type Account =
  | { readonly kind: 'guest'; readonly userId: string }
  | { readonly kind: 'user'; readonly userId: string; readonly password: PasswordHash };

/** The accounts of one server, in memory. */
export interface Accounts {
  find(userId: string): Account | undefined;
  add(account: Account): void;
  /** A user ID that nobody has: `@1:server`, `@2:server`, … as Synapse numbers its guests. */
  nextGuestId(): string;
}

/** An empty set of accounts. */
export function createAccounts(serverName: string): Accounts {
  const accounts = new Map<string, Account>();
  let guests = 0;
  return {
    find: (userId) => accounts.get(userId),
    add: (account) => void accounts.set(account.userId, account),
    nextGuestId() {
      guests += 1;
      return `@${guests}:${serverName}`;
    },
  };
}

/** The longest user ID, in bytes, with sigil and server name (client-server API, "User Identifiers"). */
const MAX_USER_ID_BYTES = 255;

/** Why nobody can register this localpart (grammar of the spec's user identifiers), or undefined where it is well formed. */
export function localpartProblem(localpart: string, serverName: string): 'grammar' | 'numeric' | 'length' | undefined {
  if (!/^[a-z0-9._=/+-]+$/.test(localpart)) return 'grammar';
  if (/^[0-9]+$/.test(localpart)) return 'numeric';
  if (userIdOf(localpart, serverName).length > MAX_USER_ID_BYTES) return 'length';
  return undefined;
}

/** The user ID of a localpart, or of a whole user ID, which is left as it is. */
export function userIdOf(user: string, serverName: string): string {
  return user.startsWith('@') ? user : `@${user}:${serverName}`;
}
