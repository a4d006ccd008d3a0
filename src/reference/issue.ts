import type { JsonObject } from './answer.js';
import type { Homeserver } from './homeserver.js';
import { LOGIN_TOKEN_LIFETIME } from './login-tokens.js';
import { randomId } from './random.js';
import type { Device, Grant } from './sessions.js';
import { mintToken } from './tokens.js';

/** Logs a device in and answers as `/login` and `/register` do: user, device, tokens. */
export function issueSession(server: Homeserver, device: Device, refreshable: boolean): JsonObject {
  const grant = newGrant(server, device, refreshable);
  server.sessions.open(grant);
  return { user_id: device.userId, device_id: device.deviceId, ...tokensOf(server, grant) };
}

/** Makes the next pair of tokens of a device and answers as `/refresh` does; ends no older one. */
export function issueNext(server: Homeserver, device: Device): JsonObject {
  const grant = newGrant(server, device, true);
  server.sessions.add(grant);
  return tokensOf(server, grant);
}

/** Makes a login token, for one `/login` within two minutes. */
export function issueLoginToken(server: Homeserver, userId: string): JsonObject {
  const loginToken = { id: randomId(server.random), userId, expires: server.now() + LOGIN_TOKEN_LIFETIME };
  server.loginTokens.add(loginToken);
  return { login_token: mintToken(server, loginToken, 'login'), expires_in_ms: LOGIN_TOKEN_LIFETIME };
}

function newGrant({ random, now, accessTokenLifetime }: Homeserver, device: Device, refreshable: boolean): Grant {
  const expires = accessTokenLifetime === undefined ? undefined : now() + accessTokenLifetime;
  return { id: randomId(random), userId: device.userId, deviceId: device.deviceId, refreshable, expires };
}

function tokensOf(server: Homeserver, grant: Grant): JsonObject {
  return {
    access_token: mintToken(server, grant, 'access'),
    ...(grant.refreshable && { refresh_token: mintToken(server, grant, 'refresh') }),
    ...(server.accessTokenLifetime !== undefined && { expires_in_ms: server.accessTokenLifetime }),
  };
}
