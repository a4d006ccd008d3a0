import { WORDING } from '../wording/reference.js';
import { localpartProblem, userIdOf } from './accounts.js';
import { type Answer, ok, refused } from './answer.js';
import { optionalBoolean, optionalString } from './body.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import { issueSession } from './issue.js';
import { hashPassword } from './password.js';
import { randomDeviceId } from './random.js';
import { dummyStage, registrationTokenStage } from './stages.js';
import type { Stage } from './uia.js';

/** `POST /register`: makes an account, a guest's with `?kind=guest`. */
export async function register(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const kind = incoming.query('kind') ?? 'user';
  if (kind === 'guest') return registerGuest(server, incoming);
  if (kind === 'user') return registerUser(server, incoming);
  throw refused(400, 'M_INVALID_PARAM', WORDING.unknownKind);
}

/** `GET /register/available`: whether a username is free, answered as `POST /register` would. */
export function available(server: Homeserver, incoming: Incoming): Answer {
  const username = incoming.query('username');
  if (username === undefined) throw refused(400, 'M_MISSING_PARAM', WORDING.missing('username'));
  freeUserId(server, username);
  return ok({ available: true });
}

function registerGuest(server: Homeserver, { address }: Incoming): Answer {
  server.limiter.take('registration', address);
  const userId = server.accounts.nextGuestId();
  server.accounts.add({ kind: 'guest', userId });
  return ok(issueSession(server, { userId, deviceId: randomDeviceId(server.random) }, false));
}

async function registerUser(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const { limiter, random, accounts, uia } = server;
  const body = await incoming.body();
  const username = optionalString(body, 'username') ?? randomDeviceId(random).toLowerCase();
  const password = optionalString(body, 'password');
  const deviceId = optionalString(body, 'device_id') ?? randomDeviceId(random);
  const inhibitLogin = optionalBoolean(body, 'inhibit_login');
  const refreshable = optionalBoolean(body, 'refresh_token');
  freeUserId(server, username);

  await uia.authenticate(body, 'register', stagesOf(server, incoming));
  if (password === undefined || password === '') throw refused(400, 'M_MISSING_PARAM', WORDING.missing('password'));
  limiter.take('registration', incoming.address);
  const hash = await hashPassword(password, random(16));
  const userId = freeUserId(server, username);
  accounts.add({ kind: 'user', userId, password: hash });
  return ok(inhibitLogin ? { user_id: userId } : issueSession(server, { userId, deviceId }, refreshable));
}

function stagesOf(server: Homeserver, { address }: Incoming): readonly Stage[] {
  const { registrationToken } = server;
  if (registrationToken === undefined) return [dummyStage()];
  return [registrationTokenStage(server, registrationToken, address), dummyStage()];
}

/** The user ID of a username that is well formed and free; throws `M_INVALID_USERNAME` or `M_USER_IN_USE`. */
function freeUserId({ accounts, serverName }: Homeserver, username: string): string {
  const problem = localpartProblem(username, serverName);
  if (problem !== undefined) throw refused(400, 'M_INVALID_USERNAME', WORDING.invalidUsername[problem]);
  const userId = userIdOf(username, serverName);
  if (accounts.find(userId) !== undefined) throw refused(400, 'M_USER_IN_USE', WORDING.userInUse);
  return userId;
}
