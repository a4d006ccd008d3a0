import { afterEach, describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../src/homeserver/http.js';
import { createSend } from '../../src/homeserver/send.js';
import { rejectsWith } from '../support/fails-with.js';
import {
  type Behaviour,
  json,
  type PlainAnswer,
  page,
  type Received,
  redirect,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.js';

const CANARY = 'syt_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';
const running: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(script: (request: Received) => Behaviour): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  running.push(server);
  return server;
}

function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: { authorization: `Bearer ${CANARY}` } };
}

/** A clock that only moves when it is slept on. */
function sleepyClock() {
  const slept: number[] = [];
  let time = Date.UTC(2026, 0, 1);
  return {
    slept,
    now: () => time,
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
    },
  };
}

describe('an answer is given back as it is, whatever its status', () => {
  test.each<PlainAnswer>([
    json(200, { user_id: '@a:b' }),
    json(401, { errcode: 'M_UNKNOWN_TOKEN' }),
    json(500, {}),
    page(404),
    { status: 204 },
  ])('%j', async (behaviour) => {
    const server = await serve(() => behaviour);
    const answer = await createSend({ timeoutMs: 2000 })(get(`${server.url}/x`));
    expect(answer).toMatchObject({ body: '', ...behaviour });
  });

  test('what is sent is what the request says', async () => {
    const server = await serve(() => json(200, {}));
    const headers = { authorization: `Bearer ${CANARY}`, 'content-type': 'application/json' };
    await createSend({ timeoutMs: 2000 })({ method: 'POST', url: `${server.url}/p?q=1`, headers, body: '{"a":1}' });
    expect(server.received).toMatchObject([{ method: 'POST', path: '/p?q=1', headers, body: '{"a":1}' }]);
  });
});

describe('what is no answer is an error that names the URL without its query', () => {
  test('nothing listens', async () => {
    const server = await serve(() => page(200));
    await server.close();
    const sent = createSend({ timeoutMs: 2000 })(get(`${server.url}/x?access_token=${CANARY}`));
    const error = await rejectsWith(
      sent,
      'ERR_NETWORK',
      `No answer from ${server.url}/x: connection refused; nothing listens there.`,
    );
    expect(error.exit).toBe(5);
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });

  test('the host name does not exist', async () => {
    const sent = createSend({ timeoutMs: 5000, insecureHttp: true })(get('http://does-not-exist.invalid/x'));
    await rejectsWith(
      sent,
      'ERR_NETWORK',
      /^No answer from http:\/\/does-not-exist\.invalid\/x: (there is no host|the host name)/,
    );
  });

  test('a port that fetch refuses to use', async () => {
    const message = 'No answer from http://127.0.0.1:1/x: this port is never used for HTTP.';
    await rejectsWith(createSend({ timeoutMs: 2000 })(get('http://127.0.0.1:1/x')), 'ERR_NETWORK', message);
  });

  test.each<Behaviour>(['reset', 'die'])('the server does %s', async (behaviour) => {
    const server = await serve(() => behaviour);
    const message = `No answer from ${server.url}/x: the connection was closed before an answer came.`;
    await rejectsWith(createSend({ timeoutMs: 2000 })(get(`${server.url}/x`)), 'ERR_NETWORK', message);
  });

  test.each<Behaviour>(['hang', 'stall'])('the server does %s', async (behaviour) => {
    const server = await serve(() => behaviour);
    const message = `No complete answer from ${server.url}/x within 0.2 seconds.`;
    await rejectsWith(createSend({ timeoutMs: 200 })(get(`${server.url}/x`)), 'ERR_TIMEOUT', message);
  });

  test('the answer has no end', async () => {
    const server = await serve(() => 'flood');
    const message = `The answer of ${server.url}/x is larger than 1048576 bytes, so the rest was not read.`;
    await rejectsWith(createSend({ timeoutMs: 5000 })(get(`${server.url}/x`)), 'ERR_ANSWER_TOO_LARGE', message);
  });

  test('a token that no header can carry is not sent, and not shown', async () => {
    const server = await serve(() => json(200, {}));
    const request = { ...get(`${server.url}/x`), headers: { authorization: `Bearer ${CANARY}\nx` } };
    const error = await rejectsWith(
      createSend({ timeoutMs: 2000 })(request),
      'ERR_TOKEN_UNSENDABLE',
      /^The token was not sent/,
    );
    expect(server.received).toEqual([]);
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });
});

describe('redirects', () => {
  test('one to another origin is refused by name, and that origin sees nothing', async () => {
    const other = await serve(() => json(200, {}));
    const server = await serve(() => redirect(`${other.url}/y?token=${CANARY}`));
    const error = await rejectsWith(
      createSend({ timeoutMs: 2000 })(get(`${server.url}/x`)),
      'ERR_REDIRECT',
      `${server.url}/x redirects to ${other.url}, which was not followed: ` +
        'it is another origin, and what was sent is meant for the first one only.',
    );
    expect(other.received).toEqual([]);
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });

  test('one within the origin is followed, with the token', async () => {
    const server = await serve(({ path }) => (path === '/x' ? redirect('/y') : json(200, { path })));
    const answer = await createSend({ timeoutMs: 2000 })(get(`${server.url}/x`));
    expect(answer.body).toBe('{"path":"/y"}');
    expect(server.received[1]?.headers.authorization).toBe(`Bearer ${CANARY}`);
  });

  test('a circle ends', async () => {
    const server = await serve(() => redirect('/x'));
    await rejectsWith(
      createSend({ timeoutMs: 2000 })(get(`${server.url}/x`)),
      'ERR_REDIRECT',
      /it has redirected too often\.$/,
    );
    expect(server.received).toHaveLength(4);
  });

  test.each([
    ['javascript:alert(1)', /redirects to a javascript: address/],
    ['http://[', /redirects to an address that is no URL/],
  ])('%s is refused', async (location, message) => {
    const server = await serve(() => redirect(location));
    await rejectsWith(createSend({ timeoutMs: 2000 })(get(`${server.url}/x`)), 'ERR_REDIRECT', message);
  });

  test('a POST is not sent twice', async () => {
    const server = await serve(() => redirect('/y', 307));
    const sent = createSend({ timeoutMs: 2000 })({ method: 'POST', url: `${server.url}/x`, headers: {}, body: '{}' });
    await rejectsWith(sent, 'ERR_REDIRECT', /which was not followed: what was sent is meant for the first one only\.$/);
    expect(server.received).toHaveLength(1);
  });

  test('discovery may go to another origin, but only to https', async () => {
    const other = await serve(() => json(200, {}));
    const server = await serve(() => redirect(other.url));
    const request = { ...get(`${server.url}/x`), redirects: 'any-https-origin' } as const;
    await rejectsWith(createSend({ timeoutMs: 2000 })(request), 'ERR_REDIRECT', /^http/);
  });
});

describe('a 429 is waited for', () => {
  test.each([
    ['Retry-After in seconds', json(429, {}, { 'retry-after': '3' }), 3000],
    ['Retry-After as a date', json(429, {}, { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }), 5000],
    ['retry_after_ms', json(429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1234 }), 1234],
    ['nothing said', page(429), 1000],
    ['no time at all', json(429, {}, { 'retry-after': '0' }), 100],
  ])('%s', async (_, limited, wait) => {
    const server = await serve(() => (server.received.length === 1 ? limited : json(200, { ok: true })));
    const clock = sleepyClock();
    const answer = await createSend({ timeoutMs: 10_000, ...clock })(get(`${server.url}/x`));
    expect([answer.status, clock.slept]).toEqual([200, [wait]]);
  });

  test('a wait beyond the time-out fails at once and says how long it would be', async () => {
    const server = await serve(() => json(429, {}, { 'retry-after': '333' }));
    const clock = sleepyClock();
    const error = await rejectsWith(
      createSend({ timeoutMs: 10_000, ...clock })(get(`${server.url}/x`)),
      'ERR_RATE_LIMITED',
      `${server.url}/x is limiting requests (429) and asks to wait 333 seconds, longer than is left of the time-out of 10 seconds.`,
    );
    expect(error).toMatchObject({
      exit: 5,
      hint: 'Wait 333 seconds and try again, or allow more time with --timeout.',
    });
    expect([clock.slept, server.received.length]).toEqual([[], 1]);
  });

  test('a server that never stops limiting is asked ever less often, and given up', async () => {
    const server = await serve(() => json(429, {}, { 'retry-after': '0' }));
    const clock = sleepyClock();
    await rejectsWith(
      createSend({ timeoutMs: 5000, ...clock })(get(`${server.url}/x`)),
      'ERR_RATE_LIMITED',
      /is limiting/,
    );
    expect(clock.slept).toEqual([100, 200, 400, 800, 1600]);
  });
});

describe('plain http', () => {
  test('is refused off the loopback before anything is sent', async () => {
    const fetch = () => Promise.reject(new Error('sent'));
    const sent = createSend({ timeoutMs: 2000, fetch })(get('http://example.org:8008/_matrix/client/versions'));
    const error = await rejectsWith(
      sent,
      'ERR_PLAIN_HTTP',
      'Refused to use http://example.org:8008: plain http shows every token and password to the network.',
    );
    expect(error.exit).toBe(2);
  });

  test('is used when asked for by name', async () => {
    const fetch = async () => new Response('{}');
    const answer = await createSend({ timeoutMs: 2000, fetch, insecureHttp: true })(get('http://example.org/x'));
    expect(answer.status).toBe(200);
  });
});
