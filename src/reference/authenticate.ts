import { WORDING } from '../wording/reference.js';
import { type Refused, refused } from './answer.js';
import { examineToken } from './examine.js';
import type { Examined } from './examined.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import type { Device, Grant } from './sessions.js';

/** Who may use an endpoint besides logged-in users. */
export interface Admission {
  readonly guests: 'welcome' | 'refused';
  /** Whether a token that has expired, and has no other fault, will do. */
  readonly expired?: 'welcome';
}

/**
 * The device that a request's access token speaks for. Throws 401 `M_MISSING_TOKEN` or `M_UNKNOWN_TOKEN`, 403
 * `M_GUEST_ACCESS_FORBIDDEN`. The first use of a token ends the tokens that it was refreshed from.
 */
export async function authenticate(server: Homeserver, incoming: Incoming, admission: Admission): Promise<Device> {
  const text = presentedToken(incoming);
  const examined = await server.conduct.settle(
    text === undefined ? MISSING : examineToken(server, text, 'access', server.sessions.find),
  );
  const device = admitted(examined, admission);
  if (admission.guests === 'refused' && server.accounts.find(device.userId)?.kind === 'guest') {
    throw refused(403, 'M_GUEST_ACCESS_FORBIDDEN', WORDING.guestRefused);
  }
  if (examined.outcome === 'accepted' && server.conduct.endsOldTokens) server.sessions.use(examined.issued);
  return device;
}

const MISSING: Examined<Grant> = {
  outcome: 'refused',
  cause: 'missing',
  error: WORDING.missingToken,
  issued: undefined,
  narrowed: false,
};

function admitted(examined: Examined<Grant>, admission: Admission): Device {
  if (examined.outcome === 'accepted') return { userId: examined.userId, deviceId: examined.issued.deviceId };
  if (examined.cause === 'expired' && admission.expired === 'welcome' && examined.issued !== undefined) {
    return examined.issued;
  }
  throw unauthorized(examined);
}

/** The 401 answer. `soft_logout` is true where the client can go on with its refresh token (spec, "Soft logout"). */
function unauthorized({ cause, error, issued }: Extract<Examined<Grant>, { outcome: 'refused' }>): Refused {
  if (cause === 'missing') return refused(401, 'M_MISSING_TOKEN', error);
  return refused(401, 'M_UNKNOWN_TOKEN', error, { soft_logout: cause === 'expired' && issued?.refreshable === true });
}

/** The access token that came with a request, from the header or the query; from both is refused, as Synapse does. */
function presentedToken({ authorization, query }: Incoming): string | undefined {
  const inQuery = query('access_token');
  if (authorization === undefined) return inQuery === '' ? undefined : inQuery;
  if (inQuery !== undefined) throw refused(401, 'M_MISSING_TOKEN', WORDING.mixedTokens);
  const [scheme = '', token = '', ...rest] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '' || rest.length > 0) {
    throw refused(401, 'M_MISSING_TOKEN', WORDING.badAuthorization);
  }
  return token;
}
