import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SYNAPSE_GUEST } from '../../src/dialect/synapse/guest.js';
import { chainKeysOf } from '../../src/key/chain-keys.js';
import { recoverMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifyToken } from '../../src/verify/verify-token.js';
import { firstParty } from '../support/macaroons.js';
import { MACAROON_SECRET_KEY, SERVER_NAME, shortAnswer, useSynapse } from '../support/synapse.js';
import { givenKey } from '../support/verify.js';

const synapse = useSynapse();
const WHOAMI = '/_matrix/client/v3/account/whoami';
const FUTURE = Date.now() + 600_000;
const keys = chainKeysOf([givenKey(MACAROON_SECRET_KEY)]);

let userId: string;
beforeAll(async () => {
  userId = (await synapse().guest()).userId;
});

const added = fc.constantFrom(
  ...[`time < ${FUTURE}`, 'time < 1', 'time < 1800000000', 'time < soon', 'time <  9_999_999_999_999 ', 'time<9'],
  ...[
    'time < \u0661\u0662\u0663',
    'gen = 1',
    'gen  = 1',
    'type = refresh',
    'user_id = @other:synapse.test',
    'nonce = ',
  ],
  ...['guest = false', 'foo = bar', ''],
);
const stray = fc.constantFrom('"', "'", '\n', '\r\n', ' ', '=', '==', '%', '.', '\u00e9');

/** A guest token that was signed, narrowed, spliced into and damaged at will. */
const damaged = fc.record({
  rootKey: fc.constantFrom(MACAROON_SECRET_KEY, MACAROON_SECRET_KEY, Buffer.from('another')),
  signed: fc.array(added, { maxLength: 2 }),
  spliced: fc.option(fc.tuple(fc.nat({ max: 6 }), added)),
  missing: fc.option(fc.nat({ max: 4 }), { freq: 4 }),
  cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 40 })),
  stray: fc.option(fc.tuple(fc.nat({ max: 300 }), stray)),
});

type Damaged = typeof damaged extends fc.Arbitrary<infer T> ? T : never;

function tokenOf({ rootKey, signed, spliced, missing, cut, stray: junk }: Damaged): string {
  const issued = ['gen = 1', 'type = access', `user_id = ${userId}`, 'nonce = abc', 'guest = true'];
  const texts = [...issued.filter((_, position) => position !== missing), ...signed];
  const sound = mintMacaroon({
    rootKey,
    location: Buffer.from(SERVER_NAME),
    identifier: Buffer.from('key'),
    caveats: texts.map(firstParty),
  });
  const caveats = spliced === null ? sound.caveats : sound.caveats.toSpliced(spliced[0], 0, firstParty(spliced[1]));
  const token = writeMacaroon({ ...sound, caveats }, { format: 'v1', encoding: 'base64url' });
  const whole = token.slice(0, token.length - cut);
  return junk === null ? whole : whole.slice(0, junk[0]) + junk[1] + whole.slice(junk[0]);
}

function readable(token: string): Macaroon | undefined {
  try {
    return recoverMacaroon(token).macaroon;
  } catch {
    return undefined;
  }
}

test('verify predicts the answer to any guest token, however damaged', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(damaged, async (how) => {
      const token = tokenOf(how);
      const macaroon = readable(token);
      fc.pre(macaroon !== undefined);
      const given = { keys, inForce: null, now: Date.now() };
      const { answer } = verifyToken(token, macaroon, SYNAPSE_GUEST, given).judgement;
      const { status = 0, errcode = null, error = null } = answer ?? {};
      const answered = shortAnswer(await synapse().get(`${WHOAMI}?access_token=${encodeURIComponent(token)}`));
      expect({ status, errcode, error }).toEqual(answered);
      seen.add(status);
    }),
    { numRuns: 500 },
  );
  expect(seen).toEqual(new Set([200, 401, 500]));
}, 120_000);
