import { WORDING } from '../wording/reference.js';
import { userIdOf } from './accounts.js';
import { type Answer, type JsonObject, ok, refused } from './answer.js';
import { authenticate } from './authenticate.js';
import { optionalBoolean, optionalObject, optionalString, requiredString } from './body.js';
import { checkPassword } from './check-password.js';
import { examineToken } from './examine.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import { issueLoginToken, issueSession } from './issue.js';
import { randomDeviceId } from './random.js';
import { passwordStage } from './stages.js';

/** `GET /login`: the ways to log in. */
export function loginFlows(): Answer {
  return ok({ flows: [{ type: 'm.login.password' }, { type: 'm.login.token', get_login_token: true }] });
}

/** `POST /login`: logs a device in with a password or a login token. */
export async function logIn(server: Homeserver, incoming: Incoming): Promise<Answer> {
  server.limiter.take('login', incoming.address);
  const body = await incoming.body();
  const type = requiredString(body, 'type');
  const deviceId = optionalString(body, 'device_id') ?? randomDeviceId(server.random);
  const refreshable = optionalBoolean(body, 'refresh_token');
  const userId = await authenticateLogin(server, type, body);
  return ok(issueSession(server, { userId, deviceId }, refreshable));
}

/** `POST /v1/login/get_token`: a login token for another device, after the account's password (not for guests, who have none). */
export async function getLoginToken(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const { userId } = await authenticate(server, incoming, { guests: 'refused' });
  const body = await incoming.body();
  await server.uia.authenticate(body, `login token for ${userId}`, [passwordStage(server, userId)]);
  return ok(issueLoginToken(server, userId));
}

function authenticateLogin(server: Homeserver, type: string, body: JsonObject): Promise<string> | string {
  if (type === 'm.login.password') return withPassword(server, body);
  if (type === 'm.login.token') return withLoginToken(server, requiredString(body, 'token'));
  throw refused(400, 'M_INVALID_PARAM', WORDING.unknownLoginType);
}

async function withPassword(server: Homeserver, body: JsonObject): Promise<string> {
  const userId = userIdOf(userOf(body), server.serverName);
  if (await checkPassword(server, userId, requiredString(body, 'password'))) return userId;
  throw refused(403, 'M_FORBIDDEN', WORDING.wrongPassword);
}

/** The user to log in: `identifier`, or the `user` of before r0.4. */
function userOf(body: JsonObject): string {
  const identifier = optionalObject(body, 'identifier');
  if (identifier === undefined) return requiredString(body, 'user');
  if (requiredString(identifier, 'type') === 'm.id.user') return requiredString(identifier, 'user');
  throw refused(400, 'M_INVALID_PARAM', WORDING.unknownIdentifierType);
}

function withLoginToken(server: Homeserver, text: string): string {
  const examined = examineToken(server, text, 'login', server.loginTokens.find);
  if (examined.outcome === 'refused') throw refused(403, 'M_FORBIDDEN', examined.error);
  server.loginTokens.end(examined.issued);
  return examined.userId;
}
