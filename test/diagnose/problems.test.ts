import { describe, expect, test } from '@jest/globals';
import { type Case, diagnose, REFUSED, refusal } from '../support/diagnose.js';
import { NOW } from '../support/fake-io.js';
import { masToken } from '../support/mas-token.js';
import { narrow } from '../support/narrow.js';
import { json, page } from '../support/scripted-server.js';
import {
  findMacaroon,
  GUEST,
  MAS_COMPAT_REFRESH,
  SYNAPSE_ACCESS,
  SYNAPSE_LOGIN,
  SYNAPSE_REFRESH,
} from '../support/tokens.js';
import { guestToken } from '../support/verify.js';

const CONFIG = 'macaroon_secret_key: mac-secret\n';
const OLD_ACCESS = findMacaroon('regular access token (macaroon era), Synapse 1.0.0');
const BASE = findMacaroon('attenuation: base guest token (accepted if @1:localhost.test is an existing guest)');
const REFUSES = { whoami: REFUSED };
const ALICE = json(200, { user_id: '@alice:hs.test', device_id: 'D' });

async function conclude(one: Case) {
  const { report } = await diagnose(one);
  return { exit: report.exit, json: JSON.parse(JSON.stringify(report.json)) };
}

/** Expects a case to come to this conclusion and exit code. */
async function expectConclusion(one: Case, id: string, exit: number, meaning: RegExp): Promise<void> {
  const { json: report, exit: code } = await conclude(one);
  expect({ id: report.conclusion.id, exit: code }).toEqual({ id, exit });
  expect(report.conclusion.meaning).toMatch(meaning);
}

/**
 * The problems that operators bring to issue trackers, by the numbers of our collection. Left out, since neither token nor
 * server shows them: how long sessions are configured to live (9: the server fixes it at login; that a session ran out is 10),
 * and the HMAC of registering with the shared secret (19: no token is there yet).
 */
describe('what operators ask', () => {
  describe('1. "Invalid access token passed." says nothing: which of its reasons is it?', () => {
    test.each<[string, string, string, number]>([
      ['an unknown caveat', narrow(BASE, 'foo = bar'), 'unknown-caveat', 6],
      ['an expired one', narrow(BASE, 'time < 1700000000000'), 'expired', 6],
      ['seconds instead of milliseconds', narrow(BASE, 'time < 1900000000'), 'time-in-seconds', 6],
      ['no number', narrow(BASE, 'time < soon'), 'caveat-refused', 6],
      ['another type', narrow(BASE, 'type = refresh'), 'caveat-refused', 6],
      ['no guest token', findMacaroon('attenuation: no guest caveat'), 'caveat-refused', 6],
      ['another identifier', findMacaroon('attenuation: identifier changed'), 'no-key-matches', 7],
      ['version 2', findMacaroon('attenuation: V2 binary re-mint'), 'caveat-refused', 6],
    ])('%s', async (_, token, id, exit) => {
      await expectConclusion({ token, homeserver: REFUSES, config: CONFIG, as: 'synapse' }, id, exit, /./);
    });

    test('without the key, the next command asks for it', async () => {
      const { json: report } = await conclude({ token: GUEST, homeserver: REFUSES });
      expect(report.conclusion).toMatchObject({
        id: 'guest-refused',
        next: 'matrix-token diagnose - --server SERVER --homeserver-config homeserver.yaml',
      });
    });
  });

  test('2. everyone was logged out, and macaroon_secret_key is blamed: it signs no such token', async () => {
    await expectConclusion(
      { token: SYNAPSE_ACCESS, homeserver: REFUSES, config: CONFIG },
      'unknown-to-server',
      4,
      /No key signs such tokens: macaroon_secret_key has nothing to do with it\.$/,
    );
  });

  describe('3. guests lose access after a change of the configuration', () => {
    test('the old key is gone', async () => {
      const config = 'macaroon_secret_key: another\n';
      await expectConclusion({ token: GUEST, homeserver: REFUSES, config }, 'no-key-matches', 7, /the key was changed/);
    });

    test('macaroon_secret_key was set where registration_shared_secret was the key before', async () => {
      const config = 'macaroon_secret_key: new\nregistration_shared_secret: mac-secret\n';
      await expectConclusion(
        { token: GUEST, homeserver: REFUSES, config },
        'key-changed',
        7,
        /It is signed with registration_shared_secret in homeserver\.yaml, but the server now uses macaroon_secret_key/,
      );
    });

    test('the file is right, but the server was not restarted', async () => {
      await expectConclusion(
        { token: GUEST, homeserver: REFUSES, config: CONFIG },
        'verified-but-refused',
        7,
        /not restarted/,
      );
    });
  });

  describe('4. tokens that anyone can forge: the key "None" (CVE-2019-5885)', () => {
    const token = findMacaroon(
      'guest token, Synapse 0.34.0 with no macaroon_secret_key in config (CVE-2019-5885: key is the 4 letters None)',
    );

    test('refused, by a server that has a key now', async () => {
      await expectConclusion({ token, homeserver: REFUSES, config: CONFIG }, 'weak-key', 7, /CVE-2019-5885/);
    });

    test('accepted', async () => {
      const whoami = json(200, { user_id: '@1:localhost.test' });
      await expectConclusion(
        { token, homeserver: { whoami }, config: CONFIG },
        'accepted-forgeable',
        8,
        /CVE-2019-5885/,
      );
    });
  });

  describe('5. a user_id was appended', () => {
    const token = narrow(BASE, 'user_id = @victim:localhost.test');

    test('refused, as it must be', async () => {
      await expectConclusion({ token, homeserver: REFUSES, config: CONFIG }, 'user-conflict', 6, /name two users/);
    });

    test('accepted as that of the victim (Synapse 0.12 to 0.16.1)', async () => {
      const whoami = json(200, { user_id: '@victim:localhost.test' });
      await expectConclusion(
        { token, homeserver: { whoami } },
        'accepted-as-another',
        8,
        /accepts it as @victim:localhost\.test/,
      );
    });
  });

  test('6. a client mixed up the tokens of two users', async () => {
    await expectConclusion(
      { token: SYNAPSE_ACCESS, homeserver: { whoami: ALICE }, user: '@bob:hs.test' },
      'another-user',
      6,
      /is that of @alice:hs\.test, not of the user who was expected/,
    );
  });

  test('7. M_GUEST_ACCESS_FORBIDDEN means that the guest token is good', async () => {
    const whoami = json(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN', error: 'Guest access not allowed' });
    await expectConclusion(
      { token: GUEST, homeserver: { whoami } },
      'valid-guest',
      0,
      /^The token is good\. It is a guest's/,
    );
  });

  test('8. "Unrecognised access token", for ever', async () => {
    const homeserver = { whoami: refusal('Unrecognised access token.') };
    await expectConclusion({ token: OLD_ACCESS, homeserver }, 'signed-but-not-stored', 4, /expire_access_token/);
  });

  test('10. soft logout', async () => {
    const homeserver = { whoami: refusal('Access token has expired', { soft_logout: true }) };
    await expectConclusion(
      { token: SYNAPSE_ACCESS, homeserver },
      'soft-logout',
      4,
      /the session has not \(soft logout\)/,
    );
    const { json: report } = await conclude({ token: SYNAPSE_ACCESS, homeserver });
    expect(report.conclusion.next).toBe('matrix-token refresh');
  });

  test.each([[MAS_COMPAT_REFRESH], [SYNAPSE_REFRESH], [masToken('mar')]])(
    '11. a refresh token is good once, and for no request: it is not sent (%#)',
    async (token) => {
      await expectConclusion({ token, homeserver: REFUSES }, 'refresh-token', 9, /once, and for no other request/);
      const { received } = await diagnose({ token, homeserver: REFUSES });
      expect(received).toEqual([]);
    },
  );

  test('12. MAS refuses migrated macaroons', async () => {
    const homeserver = { whoami: refusal('Token is not active'), oauth: true };
    await expectConclusion({ token: OLD_ACCESS, homeserver }, 'macaroon-behind-mas', 4, /MAS before 0\.13/);
  });

  test('13. "You are not a server admin": a compatibility token never is', async () => {
    const { json: report } = await conclude({ token: masToken('mct'), homeserver: { whoami: ALICE, oauth: true } });
    expect(report).toMatchObject({ conclusion: { id: 'accepted' }, notes: [{ id: 'compat-not-admin' }] });
    expect(report.notes[0].message).toContain('urn:synapse:admin:*');
  });

  test('14. a token copied from Element dies within minutes: "Token is not active"', async () => {
    const homeserver = { whoami: refusal('Token is not active'), oauth: true };
    await expectConclusion(
      { token: masToken('mat'), homeserver },
      'not-active',
      4,
      /copied out of a client such as Element/,
    );
  });

  describe('15. between Synapse and MAS', () => {
    test('503: the introspection fails', async () => {
      const whoami = json(503, { errcode: 'M_UNKNOWN', error: 'Unable to introspect the access token' });
      await expectConclusion(
        { token: masToken('mat'), homeserver: { whoami } },
        'introspection-failed',
        5,
        /says nothing about the token/,
      );
    });

    test('a token without the scope of Matrix', async () => {
      const homeserver = { whoami: refusal("Token doesn't grant access to the Matrix C-S API") };
      await expectConclusion({ token: masToken('mat'), homeserver }, 'no-matrix-scope', 4, /urn:matrix:client:api/);
    });
  });

  test.each([['Missing access token'], ['Invalid Authorization header.']])(
    '16. a proxy drops the Authorization header: %s',
    async (error) => {
      const whoami = json(401, { errcode: 'M_MISSING_TOKEN', error });
      await expectConclusion({ token: SYNAPSE_ACCESS, homeserver: { whoami } }, 'header-dropped', 4, /reverse proxy/);
    },
  );

  test('16. a proxy does not route the request', async () => {
    const whoami = json(404, { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });
    await expectConclusion({ token: SYNAPSE_ACCESS, homeserver: { whoami } }, 'route-missing', 5, /reverse proxy/);
    await expectConclusion({ token: SYNAPSE_ACCESS, homeserver: { whoami: page(404) } }, 'route-broken', 5, /404/);
  });

  test('17. guests die when a server moves to MAS', async () => {
    const homeserver = { whoami: refusal('Token is not active'), oauth: true };
    await expectConclusion({ token: GUEST, homeserver, config: CONFIG }, 'guest-behind-mas', 4, /which has no guests/);
  });

  test("18. a bridge's as_token is not accepted", async () => {
    await expectConclusion(
      { token: '0a'.repeat(32), homeserver: REFUSES },
      'as-token-unknown',
      4,
      /app_service_config_files/,
    );
  });

  describe('20. a cookie of a single sign-on', () => {
    const token = findMacaroon('OIDC session cookie, 1h from 1700000000000 ms');

    test('that ran out; it is not sent', async () => {
      await expectConclusion({ token, homeserver: REFUSES }, 'oidc-session-expired', 6, /Begin the login again/);
      expect((await diagnose({ token, homeserver: REFUSES })).received).toEqual([]);
    });
  });

  describe('21. a wrong base URL', () => {
    test.each([
      ['a web page', page(200)],
      ['a web page that is not there', page(404)],
      ['other JSON', json(200, {})],
    ])('%s: the token is not sent', async (_, versions) => {
      await expectConclusion(
        { token: SYNAPSE_ACCESS, homeserver: { versions } },
        'not-a-homeserver',
        5,
        /so the token was not sent/,
      );
      const { received } = await diagnose({ token: SYNAPSE_ACCESS, homeserver: { versions } });
      expect(received.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    });
  });

  test('22. a bot lost its token when the browser session it came from was logged out', async () => {
    await expectConclusion(
      { token: SYNAPSE_ACCESS, homeserver: REFUSES },
      'unknown-to-server',
      4,
      /browser session it was copied from/,
    );
  });

  test('23. a bad token fails even /versions: it is sent to nothing but whoami', async () => {
    const { received } = await diagnose({ token: SYNAPSE_ACCESS, homeserver: REFUSES });
    const withToken = received.filter(({ headers }) => headers.authorization !== undefined).map(({ path }) => path);
    expect(withToken).toEqual(['/_matrix/client/v3/account/whoami']);
    expect(received.length).toBeGreaterThan(1);
  });
});

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
