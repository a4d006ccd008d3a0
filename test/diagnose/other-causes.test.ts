import { describe, expect, test } from '@jest/globals';
import { type Case, conclude, diagnose, expectConclusion, REFUSED, refusal } from '../support/diagnose.js';
import { NOW } from '../support/fake-io.js';
import { masToken } from '../support/mas-token.js';
import { narrow } from '../support/narrow.js';
import { json } from '../support/scripted-server.js';
import { findMacaroon, GUEST, SYNAPSE_ACCESS, SYNAPSE_LOGIN } from '../support/tokens.js';
import { guestToken } from '../support/verify.js';

const CONFIG = 'macaroon_secret_key: mac-secret\n';
const OLD_ACCESS = findMacaroon('regular access token (macaroon era), Synapse 1.0.0');
const REFUSES = { whoami: REFUSED };
const ALICE = json(200, { user_id: '@alice:hs.test', device_id: 'D' });

describe('what else a token and a server can show', () => {
  test.each<[string, Case, string, number]>([
    ['good', { token: SYNAPSE_ACCESS, homeserver: { whoami: ALICE } }, 'accepted', 0],
    [
      'a locked account',
      {
        token: SYNAPSE_ACCESS,
        homeserver: { whoami: json(401, { errcode: 'M_USER_LOCKED', error: 'x', soft_logout: true }) },
      },
      'user-locked',
      4,
    ],
    [
      'an account that ran out',
      {
        token: SYNAPSE_ACCESS,
        homeserver: { whoami: json(403, { errcode: 'ORG_MATRIX_EXPIRED_ACCOUNT', error: 'x' }) },
      },
      'account-expired',
      4,
    ],
    [
      'a deactivated account',
      { token: SYNAPSE_ACCESS, homeserver: { whoami: json(403, { errcode: 'M_USER_DEACTIVATED', error: 'x' }) } },
      'user-deactivated',
      4,
    ],
    [
      'any other refusal',
      { token: SYNAPSE_ACCESS, homeserver: { whoami: json(403, { errcode: 'M_FORBIDDEN', error: 'x' }) } },
      'refused-otherwise',
      4,
    ],
    [
      'a guest that registered',
      { token: GUEST, homeserver: { whoami: refusal('Guest access token used for regular user') } },
      'guest-is-regular',
      4,
    ],
    [
      'an account that is not there',
      { token: GUEST, homeserver: { whoami: refusal('Unknown user_id @2:localhost.test') } },
      'user-missing',
      4,
    ],
    ['an end cut off', { token: SYNAPSE_ACCESS.slice(0, -2), homeserver: REFUSES }, 'damaged', 3],
    [
      'a narrowed token of before 1.34',
      { token: narrow(OLD_ACCESS, 'time < 4102444800000'), homeserver: REFUSES },
      'narrowed-stored-token',
      6,
    ],
    [
      'a spliced caveat that is met',
      {
        token: findMacaroon("attenuation: UNSIGNED inserted cid 'nonce = q' (met caveat -> signature mismatch)"),
        homeserver: REFUSES,
        config: CONFIG,
      },
      'caveats-unsigned',
      7,
    ],
    [
      'an expired one, accepted',
      { token: guestToken('time < 1'), homeserver: { whoami: json(200, { user_id: '@1:hs.test' }) }, config: CONFIG },
      'accepted-though-unmet',
      8,
    ],
    ['a login token', { token: SYNAPSE_LOGIN }, 'login-token', 9],
    ['an unsubscribe link', { token: findMacaroon('delete_pusher token (>=1.62 caveats)') }, 'unsubscribe-token', 9],
    ["another service's token", { token: `ghp_${'a1B2'.repeat(9)}`, homeserver: REFUSES }, 'foreign-token', 3],
    [
      'a server that fails',
      { token: SYNAPSE_ACCESS, homeserver: { whoami: json(500, { errcode: 'M_UNKNOWN', error: 'x' }) } },
      'server-error',
      5,
    ],
    [
      'a server that limits requests',
      {
        token: SYNAPSE_ACCESS,
        homeserver: { whoami: json(429, { errcode: 'M_LIMIT_EXCEEDED' }, { 'retry-after': '600' }) },
      },
      'rate-limited',
      5,
    ],
    ['a connection that breaks', { token: SYNAPSE_ACCESS, homeserver: { whoami: 'reset' } }, 'no-answer', 5],
    [
      'a server that is not there',
      { token: SYNAPSE_ACCESS, env: { MATRIX_HOMESERVER: 'http://127.0.0.1:9' } },
      'unreachable',
      5,
    ],
    ['offline, with the key', { token: GUEST, config: CONFIG }, 'verified-offline', 0],
    ['offline, without the key', { token: GUEST }, 'needs-key-or-server', 9],
    ['offline, a stored token', { token: SYNAPSE_ACCESS }, 'needs-server', 9],
    [
      'offline, though a server is known',
      { token: SYNAPSE_ACCESS, offline: true, env: { MATRIX_HOMESERVER: 'http://127.0.0.1:9' } },
      'needs-server',
      9,
    ],
  ])('%s', async (_, one, id, exit) => {
    await expectConclusion(one, id, exit, /./);
  });

  test("another service's token is not sent anywhere", async () => {
    const { received } = await diagnose({ token: `ghp_${'a1B2'.repeat(9)}`, homeserver: REFUSES });
    expect(received).toEqual([]);
  });

  test("expired by the server's clock alone", async () => {
    const token = guestToken(`time < ${NOW + 60_000}`);
    await expectConclusion(
      { token, homeserver: { ...REFUSES, now: NOW + 3_600_000 } },
      'expired-by-server-clock',
      6,
      /the two differ/,
    );
    const { json: report } = await conclude({ token, homeserver: { ...REFUSES, now: NOW + 3_600_000 } });
    expect(report).toMatchObject({
      clock: { source: 'server', iso: '2026-01-02T04:04:05.000Z', skewSeconds: 3600 },
      notes: [{ id: 'clock-skew' }],
    });
  });

  test.each<[string, Case, string]>([
    [
      'a spliced caveat that the server does not notice',
      {
        token: findMacaroon(
          "attenuation: UNSIGNED inserted cid 'foo = bar' (pymacaroons skips unmet caveats, so the old signature still matches)",
        ),
        homeserver: { whoami: json(200, { user_id: '@1:localhost.test' }) },
        config: CONFIG,
      },
      'unsigned-unnoticed',
    ],
    [
      'a key that is not the one of the server',
      {
        token: GUEST,
        homeserver: { whoami: json(200, { user_id: '@2:localhost.test' }) },
        config: 'macaroon_secret_key: x\n',
      },
      'key-is-another',
    ],
    ['an OAuth token', { token: masToken('mat'), homeserver: { whoami: ALICE } }, 'oauth-short-lived'],
    [
      'a token that an administrator made',
      { token: SYNAPSE_ACCESS, homeserver: { whoami: json(200, { user_id: '@bob:hs.test' }) } },
      'localpart-differs',
    ],
  ])('accepted, with a note: %s', async (_, one, note) => {
    const { json: report, exit } = await conclude(one);
    expect({ exit, notes: report.notes.map(({ id }: { id: string }) => id) }).toEqual({ exit: 0, notes: [note] });
  });
});
