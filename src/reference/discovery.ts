import { type Answer, ok } from './answer.js';
import type { Homeserver } from './homeserver.js';

/** `GET /_matrix/client/versions`: what this server speaks, as far as tokens go. */
export function versions(): Answer {
  return ok({ versions: ['r0.0.1', 'r0.6.1', 'v1.1', 'v1.2', 'v1.3', 'v1.7', 'v1.11'], unstable_features: {} });
}

/** `GET /.well-known/matrix/client`: where clients find this server. */
export function wellKnown({ baseUrl }: Homeserver): Answer {
  return ok({ 'm.homeserver': { base_url: baseUrl() } });
}
