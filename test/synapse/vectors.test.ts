import { beforeAll, expect, test } from '@jest/globals';
import { shortAnswer, useSynapse } from '../support/synapse.js';
import { readVectors } from '../support/vectors.js';

interface TokenVector {
  readonly name: string;
  readonly token: string;
  readonly synapse_whoami?: readonly [number, string | null, string | null];
}

const { tokens } = readVectors<{ readonly tokens: readonly TokenVector[] }>('matrix-tokens.json');

/** The tokens were made for this server and this key, of a guest that is the second or third to register. */
const synapse = useSynapse({ server_name: 'localhost.test', macaroon_secret_key: 'mac-secret' });
beforeAll(async () => {
  const guests = [await synapse().guest(), await synapse().guest(), await synapse().guest()];
  expect(guests.map(({ userId }) => userId)).toContain('@1:localhost.test');
});

test.each(tokens.filter(({ synapse_whoami }) => synapse_whoami !== undefined))(
  'is answered as in test/vectors: $name',
  async ({ token, synapse_whoami: [status, errcode, error] = [0, null, null] }) => {
    expect(shortAnswer(await synapse().whoami(token))).toEqual({ status, errcode, error });
  },
);
