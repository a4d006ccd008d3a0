import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rawExchange } from '../support/raw-http.js';
import { CLIENT, expectRefusal, useServers } from '../support/reference.js';

const start = useServers();

const LOGIN = `${CLIENT}/v3/login`;
const UNLIMITED = { burst: 1e6, perSecond: 1e6 };
const NO_LIMITS = { failedPassword: UNLIMITED, login: UNLIMITED, registration: UNLIMITED, refresh: UNLIMITED };

describe('what is no endpoint', () => {
  test.each(['/', '/_matrix/client/v3/sync', '/_matrix/client/v3/login/', '/_matrix/client/v4/login', '/%00%ff%zz'])(
    '%s is 404',
    async (path) => {
      const answer = await (await start()).get(path);
      expectRefusal(answer, 404, 'M_UNRECOGNIZED', 'This server has no such endpoint.');
    },
  );

  test.each(['/v3/account/whoami', '/v3/login', '/v3/refresh'])('DELETE %s is 405', async (path) => {
    const server = await start();
    const response = await fetch(`${server.url}${CLIENT}${path}`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(await response.json()).toEqual({
      errcode: 'M_UNRECOGNIZED',
      error: 'This endpoint does not take this method.',
    });
  });

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['HTTP without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a header too long', `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is answered in JSON too', async (_name, request, status) => {
    const answer = await rawExchange((await start()).port, [request]);
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({
      status,
      body: { errcode: 'M_UNKNOWN', error: 'This is not a valid HTTP request.' },
    });
  });
});

describe('bodies', () => {
  test.each([
    ['not JSON', '{"type":', 'M_NOT_JSON', 'The body is not JSON.'],
    ['a form', 'type=m.login.password&user=alice', 'M_NOT_JSON', 'The body is not JSON.'],
    ['a list', '[]', 'M_BAD_JSON', 'The body is not a JSON object.'],
    ['null', 'null', 'M_BAD_JSON', 'The body is not a JSON object.'],
    ['a number', '7', 'M_BAD_JSON', 'The body is not a JSON object.'],
    ['brackets without end', '['.repeat(60_000), 'M_NOT_JSON', 'The body is not JSON.'],
    ['nothing', '', 'M_MISSING_PARAM', "The parameter 'type' is missing."],
    ['an inherited name', '{"__proto__":{"type":"x"}}', 'M_MISSING_PARAM', "The parameter 'type' is missing."],
  ])('%s', async (_name, body, errcode, error) => {
    expectRefusal(await (await start()).post(LOGIN, { body }), 400, errcode, error);
  });

  test('bytes that are not UTF-8', async () => {
    const { port } = await start();
    const head = `POST ${LOGIN} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\n`;
    const { status, body } = await rawExchange(port, [head, Uint8Array.of(0x22, 0xff, 0xfe, 0x22)]);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({ errcode: 'M_NOT_JSON', error: 'The body is not UTF-8.' });
  });

  test('a body in chunks is read, and cut off where it is too long', async () => {
    const { port } = await start();
    const head = `POST ${LOGIN} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const short = await rawExchange(port, [head, '2\r\n{}\r\n0\r\n\r\n']);
    expect(JSON.parse(short.body)).toEqual({ errcode: 'M_MISSING_PARAM', error: "The parameter 'type' is missing." });
    const long = await rawExchange(port, [
      head,
      `${(70_000).toString(16)}\r\n`,
      new Uint8Array(70_000),
      '\r\n0\r\n\r\n',
    ]);
    expect(long.status).toBe(413);
  });

  test('a content type that is not JSON does no harm', async () => {
    const server = await start();
    await server.register('alice');
    const { status } = await server.post(LOGIN, {
      headers: { 'Content-Type': 'text/plain' },
      body: { type: 'm.login.password', user: 'alice', password: 'secret' },
    });
    expect(status).toBe(200);
  });

  test.each([64 * 1024 + 1, 5_000_000])('%d bytes are too many, and the server lives', async (bytes) => {
    const server = await start();
    const answer = await server.post(LOGIN, { body: `{"x":"${'x'.repeat(bytes)}"}` });
    expectRefusal(answer, 413, 'M_TOO_LARGE', 'The body is too large.');
    expect((await server.get(`${CLIENT}/versions`)).status).toBe(200);
  });

  test.each(['/v3/login', '/v3/register', '/v3/refresh', '/v1/tokenrefresh'])(
    'whatever JSON is posted to %s, the server does not fail',
    async (path) => {
      const server = await start({ rateLimits: NO_LIMITS });
      const text = fc.oneof(fc.string(), fc.constantFrom('m.login.password', 'm.login.token', 'm.login.dummy'));
      const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.record({ type: text, user: text, session: text }));
      const name = fc.constantFrom('type', 'user', 'identifier', 'password', 'token', 'auth', 'username', 'device_id');
      await fc.assert(
        fc.asyncProperty(fc.dictionary(name, value), async (body) => {
          const { status, json } = await server.post(`${CLIENT}${path}`, { body });
          expect(status).toBeLessThan(500);
          expect(json).not.toEqual({});
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('for browsers', () => {
  test('every answer may be read from any origin', async () => {
    const server = await start();
    for (const answer of [await server.get(`${CLIENT}/versions`), await server.whoami('nonsense')]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    const preflight = await fetch(`${server.url}${LOGIN}`, { method: 'OPTIONS' });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('X-Requested-With, Content-Type, Authorization');
  });
});
