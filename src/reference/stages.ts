import { createHash, timingSafeEqual } from 'node:crypto';
import { WORDING } from '../wording/reference.js';
import { refused } from './answer.js';
import { optionalString } from './body.js';
import { checkPassword } from './check-password.js';
import type { Homeserver } from './homeserver.js';
import type { Stage } from './uia.js';

/** `m.login.dummy`: done as soon as it is asked for. */
export function dummyStage(): Stage {
  return { type: 'm.login.dummy', complete: () => undefined };
}

/** `m.login.registration_token`: done with the token that this server was started with. */
export function registrationTokenStage({ limiter }: Homeserver, expected: string, address: string): Stage {
  return {
    type: 'm.login.registration_token',
    complete(auth) {
      limiter.take('failedPassword', `registration token, ${address}`);
      if (!isSame(optionalString(auth, 'token') ?? '', expected)) {
        throw refused(401, 'M_UNAUTHORIZED', WORDING.wrongRegistrationToken);
      }
      limiter.giveBack('failedPassword', `registration token, ${address}`);
    },
  };
}

/** `m.login.password`: done with the password of the account that asks; for nobody else's. */
export function passwordStage(server: Homeserver, userId: string): Stage {
  return {
    type: 'm.login.password',
    async complete(auth) {
      if (await checkPassword(server, userId, optionalString(auth, 'password') ?? '')) return;
      throw refused(401, 'M_FORBIDDEN', WORDING.wrongPassword);
    },
  };
}

/** Compares two secrets, of any length, in constant time. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
