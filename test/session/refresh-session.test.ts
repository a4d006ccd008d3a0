import { beforeEach, describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResponse } from '../../src/homeserver/http.js';
import { refreshIfNeeded, refreshSession } from '../../src/session/refresh-session.js';
import { openSessionStore, requireSession, type SessionStore, saveSession } from '../../src/session/session-store.js';
import { rejectsWith } from '../support/fails-with.js';
import { NOW } from '../support/fake-io.js';
import { json, type PlainAnswer } from '../support/scripted-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MINUTE = 60_000;
let store: SessionStore;

/** A Send without a network, which answers after a moment and remembers what it was asked. */
function server(answer: (count: number) => PlainAnswer) {
  const asked: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    asked.push(request);
    const count = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { status, headers = {}, body = '' } = answer(count);
    return { status, headers, body };
  };
  return { asked, options: { send, now: () => NOW, lockTimeoutMs: 5000 } };
}

const newPair = (count: number) =>
  json(200, { access_token: `access-${count}`, refresh_token: `refresh-${count}`, expires_in_ms: 5 * MINUTE });

beforeEach(async () => {
  store = openSessionStore({ MATRIX_TOKEN_CONFIG_DIR: await temporaryFolder() });
});

async function save(leftMs: number | undefined, refreshToken: string | undefined = 'refresh-0'): Promise<void> {
  const expiresMs = leftMs === undefined ? undefined : NOW + leftMs;
  const profile = {
    name: 'a',
    baseUrl: 'https://hs',
    userId: '@a:hs',
    deviceId: 'D',
    guest: false,
    createdMs: 0,
    expiresMs,
  };
  const secret = { origin: 'https://hs', accessToken: 'access-0', refreshToken };
  await saveSession(store, { profile, secret }, { makeCurrent: true });
}

describe('a refresh', () => {
  test('stores the new pair and its end before it reports', async () => {
    await save(MINUTE);
    const { asked, options } = server(newPair);
    const { session, path } = await refreshSession(store, undefined, options);
    expect(path).toBe('/_matrix/client/v3/refresh');
    expect(session).toMatchObject({
      profile: { expiresMs: NOW + 5 * MINUTE, userId: '@a:hs' },
      secret: { accessToken: 'access-1', refreshToken: 'refresh-1', origin: 'https://hs' },
    });
    expect(await requireSession(store, 'a')).toMatchObject(session);
    expect(asked.map(({ body }) => body)).toEqual(['{"refresh_token":"refresh-0"}']);
  });

  test('keeps the refresh token where the server sends no new one', async () => {
    await save(MINUTE);
    const { options } = server(() => json(200, { access_token: 'access-1' }));
    const { session } = await refreshSession(store, 'a', options);
    expect(session.secret).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-0' });
    expect(session.profile.expiresMs).toBeUndefined();
  });

  test.each([
    [
      'refused',
      json(403, { errcode: 'M_FORBIDDEN', error: "refresh token isn't valid anymore" }),
      'ERR_REFRESH_REFUSED',
      4,
    ],
    ['a fault of the server', json(500, {}), 'ERR_SERVER_ERROR', 5],
    ['without a token', json(200, {}), 'ERR_ANSWER_UNEXPECTED', 5],
  ] as const)('%s changes nothing that is stored', async (_, answer, code, exit) => {
    await save(MINUTE);
    const error = await rejectsWith(
      refreshSession(store, 'a', server(() => answer).options),
      code,
      /^The server|^https/,
    );
    expect(error.exit).toBe(exit);
    expect((await requireSession(store, 'a')).secret).toMatchObject({
      accessToken: 'access-0',
      refreshToken: 'refresh-0',
    });
  });

  test('needs a refresh token', async () => {
    const profile = {
      name: 'a',
      baseUrl: 'https://hs',
      userId: '@a:hs',
      deviceId: 'D',
      guest: false,
      createdMs: 0,
      expiresMs: NOW,
    };
    const secret = { origin: 'https://hs', accessToken: 'access-0', refreshToken: undefined };
    await saveSession(store, { profile, secret }, { makeCurrent: true });
    const message = 'Profile a has no refresh token, so its access token cannot be renewed.';
    await rejectsWith(refreshSession(store, 'a', server(newPair).options), 'ERR_REFRESH_TOKEN_MISSING', message);
  });
});

describe('a refresh only if less time is left', () => {
  test.each([
    ['enough is left', 2 * MINUTE, 'access-0', 0],
    ['less is left', 2 * MINUTE - 1, 'access-1', 1],
    ['nothing is left', -MINUTE, 'access-1', 1],
    ['no end is known', undefined, 'access-0', 0],
  ])('%s', async (_, left, token, requests) => {
    await save(left);
    const { asked, options } = server(newPair);
    const { session } = await refreshIfNeeded(store, 'a', 2 * MINUTE, options);
    expect([session.secret.accessToken, asked.length]).toEqual([token, requests]);
  });

  test('many at once make one request, and all get its token, also where the server gives less time than is asked for', async () => {
    await save(MINUTE);
    const { asked, options } = server(newPair);
    const many = Array.from({ length: 6 }, () => refreshIfNeeded(store, 'a', 60 * MINUTE, options));
    const tokens = (await Promise.all(many)).map(({ session }) => session.secret.accessToken);
    expect([tokens, asked.length]).toEqual([Array(6).fill('access-1'), 1]);
  });

  test('many at once make one request, and all get its token', async () => {
    await save(MINUTE);
    const { asked, options } = server(newPair);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => refreshIfNeeded(store, 'a', 2 * MINUTE, options)),
    );
    expect(results.map(({ session }) => session.secret.accessToken)).toEqual(Array(6).fill('access-1'));
    expect(asked).toHaveLength(1);
  });

  test('two plain refreshes at once make one request as well', async () => {
    await save(MINUTE);
    const { asked, options } = server(newPair);
    await Promise.all([refreshSession(store, 'a', options), refreshSession(store, 'a', options)]);
    expect(asked).toHaveLength(1);
  });
});
