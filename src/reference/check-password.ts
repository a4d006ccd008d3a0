import type { Homeserver } from './homeserver.js';
import { isPassword } from './password.js';

/**
 * Whether this is the user's password; false also for users that are not there, after the same work, so that the time taken
 * tells nothing. Throws the 429 answer after too many failures for this user ID.
 */
export async function checkPassword(server: Homeserver, userId: string, password: string): Promise<boolean> {
  const { accounts, limiter, random } = server;
  limiter.take('failedPassword', userId);
  const account = accounts.find(userId);
  const known = account?.kind === 'user' ? account.password : undefined;
  const matches = await isPassword(password, known ?? { salt: random(16), hash: random(32) });
  if (!matches || known === undefined) return false;
  limiter.giveBack('failedPassword', userId);
  return true;
}
