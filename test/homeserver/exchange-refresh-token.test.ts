import { describe, expect, test } from '@jest/globals';
import { exchangeRefreshToken } from '../../src/homeserver/exchange-refresh-token.js';
import type { Send } from '../../src/homeserver/http.js';
import { rejectsWith } from '../support/fails-with.js';
import { json, type PlainAnswer, page } from '../support/scripted-server.js';

const V3 = 'https://hs/_matrix/client/v3/refresh';
const V1_REFRESH = 'https://hs/_matrix/client/v1/refresh';
const R0 = 'https://hs/_matrix/client/r0/tokenrefresh';
const V2_ALPHA = 'https://hs/_matrix/client/v2_alpha/tokenrefresh';
const V1 = 'https://hs/_matrix/client/v1/tokenrefresh';
const PAIR = json(200, { access_token: 'a', refresh_token: 'r' });
const UNKNOWN = json(404, { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });
const UNKNOWN_OLD = json(400, { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });
const RETIRED = json(403, { errcode: 'M_FORBIDDEN', error: 'tokenrefresh is no longer supported.' });

/** A Send without a network: one answer per URL, M_UNRECOGNIZED for all others. */
function network(answers: Readonly<Record<string, PlainAnswer>>) {
  const urls: string[] = [];
  const send: Send = async ({ url }) => {
    urls.push(url);
    const { status, headers = {}, body = '' } = answers[url] ?? UNKNOWN;
    return { status, headers, body };
  };
  return { send, urls };
}

describe('the old endpoints are tried only where the new one is unknown', () => {
  test.each([
    ['today', { [V3]: PAIR }, [V3]],
    ['Synapse 1.71.0', { [V3]: UNKNOWN_OLD, [V1_REFRESH]: PAIR }, [V3, V1_REFRESH]],
    ['2015', { [R0]: PAIR }, [V3, V1_REFRESH, R0]],
    ['2015, as Synapse answered then', { [V3]: UNKNOWN_OLD, [R0]: PAIR }, [V3, V1_REFRESH, R0]],
    ['2015, before r0', { [V2_ALPHA]: PAIR }, [V3, V1_REFRESH, R0, V2_ALPHA]],
    ['on v1', { [V1]: PAIR }, [V3, V1_REFRESH, R0, V2_ALPHA, V1]],
  ])('%s', async (_, answers, asked) => {
    const { send, urls } = network(answers);
    const { path } = await exchangeRefreshToken('https://hs', 'refresh', send);
    expect([urls, `https://hs${path}`]).toEqual([asked, asked.at(-1)]);
  });

  test.each([
    [json(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'invalid refresh token' }), 'ERR_REFRESH_REFUSED', 4],
    [json(403, { errcode: 'M_FORBIDDEN', error: 'expired' }), 'ERR_REFRESH_REFUSED', 4],
    [json(401, { errcode: 'M_USER_LOCKED' }), 'ERR_USER_LOCKED', 4],
    [json(404, { errcode: 'M_NOT_FOUND' }), 'ERR_REFUSED', 4],
    [json(500, { errcode: 'M_UNRECOGNIZED' }), 'ERR_SERVER_ERROR', 5],
    [page(404), 'ERR_NOT_JSON', 5],
    [RETIRED, 'ERR_REFRESH_UNSUPPORTED', 9],
  ] as const)('not after %j', async (answer, code, exit) => {
    const { send, urls } = network({ [V3]: answer, [R0]: PAIR });
    const error = await rejectsWith(exchangeRefreshToken('https://hs', 'refresh', send), code, /https:\/\/hs\/_matrix/);
    expect([error.exit, urls]).toEqual([exit, [V3]]);
  });
});

test.each([
  [
    'Synapse with refresh switched off',
    { [R0]: RETIRED },
    `This server does not refresh tokens (${R0}). The server says: M_FORBIDDEN: tokenrefresh is no longer supported.`,
  ],
  ['a server that knows none', {}, `This server does not refresh tokens (${V3}). The server gave no reason.`],
])('no refresh at all: %s', async (_, answers, message) => {
  const exchanged = exchangeRefreshToken('https://hs', 'refresh', network(answers).send);
  expect((await rejectsWith(exchanged, 'ERR_REFRESH_UNSUPPORTED', message)).exit).toBe(9);
});
