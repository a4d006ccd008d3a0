import { randomBytes } from 'node:crypto';
import { checkServer, type Made } from '../../src/check/check-server.js';
import { drawRandom } from '../../src/check/random.js';
import type { CheckJson } from '../../src/check/report-json.js';
import { MatrixTokenError } from '../../src/errors.js';
import { discoverHomeserver } from '../../src/homeserver/discover.js';
import type { Homeserver } from '../../src/homeserver/endpoint.js';
import type { Send } from '../../src/homeserver/http.js';
import { registerAccount, registerGuest } from '../../src/homeserver/register-account.js';
import { createSend } from '../../src/homeserver/send.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import type { Reading } from '../../src/macaroon/reading.js';

/** Whose token a check is made with. */
export type Account = 'guest' | 'user';

/** Long enough for any answer on loopback. A fault that never answers makes a check wait for it twice. */
const TIMEOUT_MS = 1000;

/** Registers an account at a server and checks the server with its token, as `check --guest` and `check --register` do. */
export async function checkWithNewAccount(url: string, account: Account): Promise<CheckJson> {
  let requests = 0;
  const countedFetch: typeof fetch = (...request) => {
    requests += 1;
    return fetch(...request);
  };
  const send = createSend({ timeoutMs: TIMEOUT_MS, fetch: countedFetch });
  const homeserver = await discoverHomeserver(url, send);
  const { token, made } = await MAKE[account](homeserver, send);
  const { json } = await checkServer(
    { token, reading: readMacaroon(token), homeserver, dialect: undefined, made },
    { send, now: Date.now, random: drawRandom(randomBytes), countRequests: () => requests },
  );
  return json;
}

const MAKE: { readonly [A in Account]: (server: Homeserver, send: Send) => Promise<{ token: string; made: Made }> } = {
  guest: async (server, send) => {
    const { accessToken, userId } = await registerGuest(server, send);
    return { token: accessToken, made: { kind: 'guest', userId } };
  },
  user: async (server, send) => {
    const account = { username: 'alice', password: 'secret', registrationToken: undefined };
    const { accessToken, userId, refreshToken } = await registerAccount(server, account, send);
    return { token: accessToken, made: { kind: 'account', userId, refreshToken } };
  },
};

/** Null for an opaque token. */
function readMacaroon(token: string): Reading | null {
  try {
    return decodeMacaroon(token);
  } catch (error) {
    if (error instanceof MatrixTokenError) return null;
    throw error;
  }
}
