import { describe, expect, test } from '@jest/globals';
import { narrow } from '../support/narrow.js';
import { CLIENT, expectRefusal, type TestServer, tokensOf, useServers } from '../support/reference.js';

const start = useServers();

const ENDED = /^The token belongs to no session here/;
const NEW = `${CLIENT}/v3/refresh`;
const OLD = `${CLIENT}/v2_alpha/tokenrefresh`;

function refresh(server: TestServer, path: string, token: string) {
  return server.post(path, { body: { refresh_token: token } });
}

async function lives(server: TestServer, access: string): Promise<boolean> {
  return (await server.whoami(access)).status === 200;
}

describe('POST /v3/refresh', () => {
  test('gives another pair, and a new lifetime', async () => {
    const server = await start({ accessTokenLifetime: 300_000 });
    const old = await server.register('alice');
    server.clock.now += 300_000;
    const answer = await refresh(server, NEW, old.refresh);
    const next = tokensOf(answer);
    expect(answer.json.expires_in_ms).toBe(300_000);
    expect([next.access, next.refresh]).not.toContain(old.access);
    expect(next.refresh).not.toBe(old.refresh);
    expect((await server.whoami(next.access)).json).toMatchObject({ user_id: old.userId, device_id: old.deviceId });
  });

  test('the old pair lives until the new access token is used', async () => {
    const server = await start();
    const old = await server.register('alice');
    const next = tokensOf(await refresh(server, NEW, old.refresh));
    expect(await lives(server, old.access)).toBe(true);
    expect(await lives(server, next.access)).toBe(true);
    expect(await lives(server, old.access)).toBe(false);
    expectRefusal(await refresh(server, NEW, old.refresh), 401, 'M_UNKNOWN_TOKEN', ENDED);
  });

  test('the old pair lives until the new refresh token is used', async () => {
    const server = await start();
    const old = await server.register('alice');
    const next = tokensOf(await refresh(server, NEW, old.refresh));
    await refresh(server, NEW, next.refresh);
    expect(await lives(server, old.access)).toBe(false);
    expect(await lives(server, next.access)).toBe(true);
  });

  test('an answer that was lost can be asked for again; using the second pair ends the first', async () => {
    const server = await start();
    const old = await server.register('alice');
    const lost = tokensOf(await refresh(server, NEW, old.refresh));
    const next = tokensOf(await refresh(server, NEW, old.refresh));
    expect(await lives(server, next.access)).toBe(true);
    expect(await lives(server, lost.access)).toBe(false);
    expectRefusal(await refresh(server, NEW, lost.refresh), 401, 'M_UNKNOWN_TOKEN', ENDED);
  });

  test('a refused new token does not end the old pair', async () => {
    const server = await start();
    const old = await server.register('alice');
    const next = tokensOf(await refresh(server, NEW, old.refresh));
    await server.whoami(narrow(next.access, 'x_unknown = 1'));
    expect(await lives(server, old.access)).toBe(true);
  });
});

describe.each(['v1', 'r0', 'v2_alpha'])('POST /%s/tokenrefresh', (version) => {
  test('ends the refresh token and the access token issued with it, at once', async () => {
    const server = await start();
    const path = `${CLIENT}/${version}/tokenrefresh`;
    const old = await server.register('alice');
    const next = tokensOf(await refresh(server, path, old.refresh));
    expect(await lives(server, old.access)).toBe(false);
    expectRefusal(await refresh(server, path, old.refresh), 403, 'M_FORBIDDEN', ENDED);
    expect(await lives(server, next.access)).toBe(true);
    expect((await refresh(server, path, next.refresh)).status).toBe(200);
  });
});

describe.each([
  [NEW, 401, 'M_UNKNOWN_TOKEN'],
  [OLD, 403, 'M_FORBIDDEN'],
])('%s refuses with %d %s', (path, status, errcode) => {
  test('an access token', async () => {
    const server = await start();
    const { access } = await server.register('alice');
    expectRefusal(await refresh(server, path, access), status, errcode, 'Caveat 3 is not met.');
  });

  test('a refresh token of a session that was logged out', async () => {
    const server = await start();
    const old = await server.register('alice');
    await server.post(`${CLIENT}/v3/logout`, { token: old.access });
    expectRefusal(await refresh(server, path, old.refresh), status, errcode, ENDED);
  });

  test('a refresh token with an unknown caveat', async () => {
    const server = await start();
    const old = await server.register('alice');
    const narrowed = narrow(old.refresh, 'x_unknown = 1');
    expectRefusal(
      await refresh(server, path, narrowed),
      status,
      errcode,
      'Caveat 4 is not understood, so the token is refused.',
    );
    expect((await refresh(server, path, old.refresh)).status).toBe(200);
  });

  test('what is no token', async () => {
    const server = await start();
    expectRefusal(await refresh(server, path, 'syr_nonsense'), status, errcode, /^The token is no macaroon/);
    expectRefusal(
      await server.post(path, { body: {} }),
      400,
      'M_MISSING_PARAM',
      "The parameter 'refresh_token' is missing.",
    );
  });
});

test('a refresh token is no access token', async () => {
  const server = await start();
  const { refresh: token } = await server.register('alice');
  expectRefusal(await server.whoami(token), 401, 'M_UNKNOWN_TOKEN', 'Caveat 3 is not met.');
});
