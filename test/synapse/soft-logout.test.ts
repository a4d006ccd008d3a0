import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { useSynapse } from '../support/synapse.js';
import { refusal, useSessions } from './sessions.js';

const LIFETIME_MS = 3000;
const TEST_MS = 30_000;
const synapse = useSynapse({ refreshable_access_token_lifetime: LIFETIME_MS });
const { run, register } = useSessions(synapse);

test(
  'the token has expired, a refresh goes on, and logging out works all the same',
  async () => {
    await register('alice', 'alice');
    await pause(LIFETIME_MS + 500);
    expect(await run('alice', 'whoami')).toEqual(
      refusal('ERR_TOKEN_EXPIRED', 'M_UNKNOWN_TOKEN: Access token has expired'),
    );
    expect(await run('alice', 'refresh')).toMatchObject({ exit: 0 });
    expect(await run('alice', 'whoami')).toMatchObject({ exit: 0 });
    await pause(LIFETIME_MS + 500);
    expect(await run('alice', 'logout')).toMatchObject({ exit: 0, json: { effect: 'ended' } });
  },
  TEST_MS,
);
