import { type Answer, ok } from './answer.js';
import { authenticate } from './authenticate.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';

/** `GET /account/whoami`: whose token this is. */
export async function whoami(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const { userId, deviceId } = await authenticate(server, incoming, { guests: 'welcome' });
  const guest = server.accounts.find(userId)?.kind === 'guest';
  return ok({ user_id: userId, device_id: deviceId, is_guest: guest });
}

/** `POST /logout`: ends the device's session. Works with an expired token too; guests cannot log out (spec, "Guest Access"). */
export async function logOut(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const device = await authenticate(server, incoming, { guests: 'refused', expired: 'welcome' });
  server.sessions.close(device);
  return ok({});
}

/** `POST /logout/all`: ends every session of the user. */
export async function logOutAll(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const { userId } = await authenticate(server, incoming, { guests: 'refused', expired: 'welcome' });
  server.sessions.closeAll(userId);
  return ok({});
}
