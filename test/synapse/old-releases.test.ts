import { beforeAll, describe, expect, test } from '@jest/globals';
import { OLD_RELEASES } from '../../scripts/synapse/releases.js';
import type { Dialect } from '../../src/dialect/dialect.js';
import { judge } from '../../src/dialect/judge.js';
import { SYNAPSE_GUEST, SYNAPSE_GUEST_0_18_5, SYNAPSE_GUEST_1_30 } from '../../src/dialect/synapse/guest.js';
import { recoverMacaroon } from '../../src/macaroon/decode.js';
import { narrow } from '../support/narrow.js';
import { CLIENT } from '../support/reference.js';
import { MACAROON_SECRET_KEY, shortAnswer, useSynapse } from '../support/synapse.js';

/** The dialect that is said to be each release's. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  '1.98.0': SYNAPSE_GUEST,
  '1.71.0': SYNAPSE_GUEST,
  '1.31.0': SYNAPSE_GUEST_1_30,
  '1.2.1': SYNAPSE_GUEST_0_18_5,
};

const FUTURE = Date.now() + 600_000;
const PAST = Date.now() - 600_000;
const CAVEATS = [
  'gen = 1',
  'guest = true',
  'nonce = another',
  `time < ${FUTURE}`,
  `time <  ${FUTURE} `,
  `time < ${PAST}`,
  'time < soon',
  `time<${FUTURE}`,
  `time > ${PAST}`,
  'gen = 2',
  'type = refresh',
  'foo = bar',
  'user_id = @somebody:synapse.test',
  '',
];

const ACCEPTED = { status: 200, errcode: null, error: null };

describe.each(OLD_RELEASES)('Synapse $version', (release) => {
  const synapse = useSynapse({}, release);
  const dialect = DIALECTS[release.version];
  if (dialect === undefined) throw new Error(`no dialect is said to be that of Synapse ${release.version}`);
  let token = '';
  beforeAll(async () => {
    const { json } = await synapse().post(`${CLIENT}/r0/register?kind=guest`, {});
    token = String(json.access_token);
  });

  test.each(CAVEATS)('a guest token with %j is answered as its dialect predicts', async (caveat) => {
    const narrowed = narrow(token, caveat);
    const { macaroon } = recoverMacaroon(narrowed);
    const { answer } = judge({ macaroon, dialect, now: Date.now(), key: MACAROON_SECRET_KEY, account: 'guest' });
    const seen = shortAnswer(await synapse().get(`${CLIENT}/r0/account/whoami`, narrowed));
    // Before 1.45 a guest may not ask whose its token is; it is told so only where the token is accepted.
    const { status, errcode = null, error = null } = answer ?? {};
    expect(seen.errcode === 'M_GUEST_ACCESS_FORBIDDEN' ? ACCEPTED : seen).toEqual({ status, errcode, error });
  });
});
