import { chmod } from 'node:fs/promises';
import { beforeEach, expect, test } from '@jest/globals';
import type { HttpRequest, Send } from '../../src/homeserver/http.js';
import { askWhoami } from '../../src/session/ask-whoami.js';
import { logOut } from '../../src/session/log-out.js';
import { findSession, openSessionStore, type SessionStore, saveSession } from '../../src/session/session-store.js';
import { rejectsWith } from '../support/fails-with.js';
import { json, type PlainAnswer, page } from '../support/scripted-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const homeserver = { baseUrl: 'https://hs', apiVersion: 'v3' } as const;
const GUEST_FORBIDDEN = json(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN' });
const FORBIDDEN = json(403, { errcode: 'M_FORBIDDEN', error: 'no' });
let store: SessionStore;

beforeEach(async () => {
  store = openSessionStore({ MATRIX_TOKEN_CONFIG_DIR: await temporaryFolder() });
});

async function save(guest: boolean): Promise<void> {
  const profile = {
    name: 'a',
    baseUrl: 'https://hs',
    userId: '@a:hs',
    deviceId: 'D',
    guest,
    createdMs: 0,
    expiresMs: undefined,
  };
  const secret = { origin: 'https://hs', accessToken: 'access', refreshToken: undefined };
  await saveSession(store, { profile, secret }, { makeCurrent: true });
}

/** A Send without a network: versions, and one answer for all else. */
function answering({ status, headers = {}, body = '' }: PlainAnswer) {
  const asked: HttpRequest[] = [];
  const send: Send = async (request) => {
    asked.push(request);
    if (request.url.endsWith('/versions')) return { status: 200, headers: {}, body: '{"versions":["v1.1"]}' };
    return { status, headers, body };
  };
  return { send, urls: () => asked.map(({ url }) => url) };
}

test.each([
  ['a user', false, json(200, {}), false, 'ended'],
  ['a user, everywhere', false, json(200, {}), true, 'ended-everywhere'],
  ['a user whose session was over', false, json(401, { errcode: 'M_UNKNOWN_TOKEN' }), false, 'was-over'],
  ['a guest', true, GUEST_FORBIDDEN, false, 'guest-stays'],
  ['a guest of a server with another word for it', true, FORBIDDEN, false, 'guest-stays'],
  ['a guest who may', true, json(200, {}), false, 'ended'],
] as const)('logging out %s: the session is forgotten', async (_, guest, answer, everywhere, effect) => {
  await save(guest);
  const { send, urls } = answering(answer);
  expect((await logOut(store, 'a', { everywhere, send })).effect).toBe(effect);
  expect(urls()[1]).toBe(`https://hs/_matrix/client/v3/logout${everywhere ? '/all' : ''}`);
  expect(await findSession(store, undefined)).toBeUndefined();
});

test.each([
  [FORBIDDEN, 'ERR_FORBIDDEN'],
  [json(500, {}), 'ERR_SERVER_ERROR'],
  [page(200), 'ERR_NOT_JSON'],
  [json(401, { errcode: 'M_USER_LOCKED' }), 'ERR_USER_LOCKED'],
] as const)('after %j the session is kept', async (answer, code) => {
  await save(false);
  const { send } = answering(answer);
  await rejectsWith(logOut(store, 'a', { everywhere: false, send }), code, /https:\/\/hs\/_matrix\/client\/v3\/logout/);
  expect((await findSession(store, 'a'))?.secret.accessToken).toBe('access');
});

test.each([
  [json(200, { user_id: '@a:hs', device_id: 'D', is_guest: false }), { userId: '@a:hs', deviceId: 'D', guest: false }],
  [json(200, { user_id: '@a:hs' }), { userId: '@a:hs', deviceId: null, guest: null }],
  [GUEST_FORBIDDEN, { userId: null, deviceId: null, guest: true }],
])('whoami: %j', async (answer, owner) => {
  expect(await askWhoami(homeserver, 'access', answering(answer).send)).toEqual(owner);
});

test('a session that could not be forgotten is not ended either', async () => {
  await save(false);
  await chmod(store.directory, 0o777);
  const { send, urls } = answering(json(200, {}));
  await rejectsWith(logOut(store, 'a', { everywhere: false, send }), 'ERR_SESSION_FOLDER_EXPOSED', /mode 0777/);
  expect(urls()).toEqual([]);
});
