import { describe, expect, test } from '@jest/globals';
import { conclude, diagnose, expectConclusion, REFUSED, refusal } from '../support/diagnose.js';
import { masToken } from '../support/mas-token.js';
import { narrow } from '../support/narrow.js';
import { json, page } from '../support/scripted-server.js';
import { findMacaroon, GUEST, MAS_COMPAT_REFRESH, SYNAPSE_ACCESS, SYNAPSE_REFRESH } from '../support/tokens.js';

const CONFIG = 'macaroon_secret_key: mac-secret\n';
const OLD_ACCESS = findMacaroon('regular access token (macaroon era), Synapse 1.0.0');
const BASE = findMacaroon('attenuation: base guest token (accepted if @1:localhost.test is an existing guest)');
const REFUSES = { whoami: REFUSED };
const ALICE = json(200, { user_id: '@alice:hs.test', device_id: 'D' });

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
