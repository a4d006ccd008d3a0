import { type Answer, ok, refused } from './answer.js';
import { requiredString } from './body.js';
import { examineToken } from './examine.js';
import type { Examined } from './examined.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import { issueNext } from './issue.js';
import type { Grant } from './sessions.js';

/** `POST /v3/refresh` (since v1.3): the next pair of tokens. The pair it came with lives until one of the new tokens is used. */
export async function refresh(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const examined = await examineRefreshToken(server, incoming);
  if (examined.outcome === 'refused') throw refused(401, 'M_UNKNOWN_TOKEN', examined.error, { soft_logout: false });
  if (server.conduct.endsOldTokens) server.sessions.use(examined.issued);
  return ok(issueNext(server, examined.issued));
}

/**
 * `POST /tokenrefresh` (2015 to 2016): the next pair of tokens. The refresh token it was asked with and the access token that
 * came with that end at once; using the refresh token again is 403 (DESIGN.md, 2).
 */
export async function tokenRefresh(server: Homeserver, incoming: Incoming): Promise<Answer> {
  const examined = await examineRefreshToken(server, incoming);
  if (examined.outcome === 'refused') throw refused(403, 'M_FORBIDDEN', examined.error);
  if (server.conduct.endsOldTokens) {
    server.sessions.use(examined.issued);
    server.sessions.end(examined.issued);
  }
  return ok(issueNext(server, examined.issued));
}

async function examineRefreshToken(server: Homeserver, incoming: Incoming): Promise<Examined<Grant>> {
  server.limiter.take('refresh', incoming.address);
  const text = requiredString(await incoming.body(), 'refresh_token');
  return examineToken(server, text, 'refresh', server.sessions.find);
}
