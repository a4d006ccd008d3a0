import { describe, expect, test } from '@jest/globals';
import { decodeUtf8 } from '../../src/encoding/utf8.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { verifyMacaroon } from '../../src/macaroon/verify.js';
import { NOW } from '../support/fake-io.js';
import { CLIENT, expectRefusal, ROOT_KEY, type TestServer, tokensOf, useServers } from '../support/reference.js';

const start = useServers();

const ENDED = /^The token belongs to no session here/;

function caveatsOf(token: string): string[] {
  return decodeMacaroon(token).macaroon.caveats.map(({ identifier }) => decodeUtf8(identifier) ?? '');
}

describe('a session, from registering to logging out', () => {
  test('register, whoami, log in on a second device, log out of one', async () => {
    const server = await start();
    const first = await server.register('alice', { device_id: 'PHONE' });
    expect(first).toMatchObject({ userId: '@alice:localhost', deviceId: 'PHONE' });
    expect((await server.whoami(first.access)).json).toEqual({
      user_id: '@alice:localhost',
      device_id: 'PHONE',
      is_guest: false,
    });

    const second = tokensOf(await server.logIn('alice'));
    expect(second.deviceId).toMatch(/^[A-Z]{10}$/);
    expect((await server.post(`${CLIENT}/v3/logout`, { token: first.access })).json).toEqual({});
    expectRefusal(await server.whoami(first.access), 401, 'M_UNKNOWN_TOKEN', ENDED);
    expect((await server.whoami(second.access)).status).toBe(200);
  });

  test('logging out of all ends every session of the user, and nobody else', async () => {
    const server = await start();
    const sessions = [await server.register('alice'), tokensOf(await server.logIn('alice'))];
    const other = await server.register('bob');
    await server.post(`${CLIENT}/r0/logout/all`, { token: sessions[0]?.access });
    for (const { access } of sessions) expectRefusal(await server.whoami(access), 401, 'M_UNKNOWN_TOKEN', ENDED);
    expect((await server.whoami(other.access)).status).toBe(200);
  });

  test('logging in again on a device ends what it had', async () => {
    const server = await start();
    const old = await server.register('alice', { device_id: 'PHONE' });
    const next = tokensOf(await server.logIn('alice', { device_id: 'PHONE' }));
    expectRefusal(await server.whoami(old.access), 401, 'M_UNKNOWN_TOKEN', ENDED);
    expect((await server.whoami(next.access)).status).toBe(200);
  });

  test('a server knows only its own sessions, whoever else has its key', async () => {
    const [one, other] = [await start(), await start()];
    const { access } = await one.register('alice');
    expectRefusal(await other.whoami(access), 401, 'M_UNKNOWN_TOKEN', ENDED);
  });
});

describe('what is issued', () => {
  test("tokens are V1 macaroons with the draft's caveats", async () => {
    const server = await start({ accessTokenLifetime: 300_000, serverName: 'example.org' });
    const { access, refresh } = await server.register('alice');
    const { macaroon, format, encoding, anomalies } = decodeMacaroon(access);
    expect({ format, encoding, anomalies }).toEqual({ format: 'v1', encoding: 'base64url', anomalies: [] });
    expect(decodeUtf8(macaroon.location)).toBe('example.org');
    expect(caveatsOf(access)).toEqual([
      'gen = 1',
      'user_id = @alice:example.org',
      'type = access',
      `time < ${NOW + 300_000}`,
    ]);
    expect(caveatsOf(refresh)).toEqual(['gen = 1', 'user_id = @alice:example.org', 'type = refresh']);
  });

  test('the root key verifies them', async () => {
    const { access } = await (await start()).register('alice');
    expect(verifyMacaroon(decodeMacaroon(access).macaroon, ROOT_KEY, () => null)).toEqual({ verified: true });
  });

  test('a refresh token only to clients that ask for one', async () => {
    const server = await start();
    await server.register('alice');
    const { json } = await server.logIn('alice');
    expect(json).not.toHaveProperty('refresh_token');
    expect(json).not.toHaveProperty('expires_in_ms');
  });

  test('expires_in_ms where access tokens expire', async () => {
    const server = await start({ accessTokenLifetime: 300_000 });
    await server.register('alice');
    expect((await server.logIn('alice')).json).toMatchObject({ expires_in_ms: 300_000 });
  });
});

describe('an access token that has expired', () => {
  const expired = async (refreshToken: boolean): Promise<[TestServer, string]> => {
    const server = await start({ accessTokenLifetime: 300_000 });
    const { access } = await server.register('alice', { refresh_token: refreshToken });
    server.clock.now += 299_999;
    expect((await server.whoami(access)).status).toBe(200);
    server.clock.now += 1;
    return [server, access];
  };

  test.each([true, false])('soft_logout says whether there is a refresh token: %j', async (refreshToken) => {
    const [server, access] = await expired(refreshToken);
    const answer = await server.whoami(access);
    expectRefusal(answer, 401, 'M_UNKNOWN_TOKEN', 'Caveat 4 is not met: the token has expired.');
    expect(answer.json.soft_logout).toBe(refreshToken);
  });

  test('it can still log out', async () => {
    const [server, access] = await expired(true);
    expect((await server.post(`${CLIENT}/v3/logout`, { token: access })).status).toBe(200);
    expect((await server.whoami(access)).json.soft_logout).toBe(false);
  });
});

describe('guests', () => {
  test('have a number, a device, and a token', async () => {
    const server = await start();
    const guest = await server.guest();
    expect(guest.userId).toBe('@1:localhost');
    expect((await server.guest()).userId).toBe('@2:localhost');
    expect((await server.whoami(guest.access)).json).toEqual({
      user_id: '@1:localhost',
      device_id: guest.deviceId,
      is_guest: true,
    });
    expect(guest.refresh).toBe('');
  });

  test.each(['/v3/logout', '/v3/logout/all', '/v1/login/get_token'])('may not use %s', async (path) => {
    const server = await start();
    const { access } = await server.guest();
    const answer = await server.post(`${CLIENT}${path}`, { token: access, body: {} });
    expectRefusal(answer, 403, 'M_GUEST_ACCESS_FORBIDDEN', 'Guests cannot do this.');
  });
});
