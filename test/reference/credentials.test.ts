import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rawExchange } from '../support/raw-http.js';
import { CLIENT, expectRefusal, type TestServer, useServers } from '../support/reference.js';
import { EDGE_CASES, MATRIX_TOKENS } from '../support/tokens.js';

const start = useServers();

const WHOAMI = `${CLIENT}/v3/account/whoami`;
const UNREADABLE = /^The token is no macaroon that can be read strictly\. ./;
const NOT_BEARER = "The Authorization header is not of the form 'Bearer TOKEN'.";

async function withToken(): Promise<{ server: TestServer; access: string }> {
  const server = await start();
  return { server, access: (await server.register('alice')).access };
}

describe('where an access token comes from', () => {
  test.each(['Bearer', 'bearer'])('the Authorization header, with the scheme %s', async (scheme) => {
    const { server, access } = await withToken();
    const { status } = await server.get(WHOAMI, { headers: { Authorization: `${scheme} ${access}` } });
    expect(status).toBe(200);
  });

  test('the query, on the path of old too', async () => {
    const { server, access } = await withToken();
    expect((await server.get(`${WHOAMI}?access_token=${access}`)).status).toBe(200);
    expect((await server.get(`${CLIENT}/r0/account/whoami?access_token=${access}`)).status).toBe(200);
  });

  test('not from both', async () => {
    const { server, access } = await withToken();
    const answer = await server.get(`${WHOAMI}?access_token=${access}`, { token: access });
    expectRefusal(
      answer,
      401,
      'M_MISSING_TOKEN',
      'The access token was sent twice: send it in the Authorization header or in the query, not in both.',
    );
  });

  test.each([
    ['nothing', {}, 'No access token was sent.'],
    ['an empty header', { Authorization: '' }, NOT_BEARER],
    ['a scheme alone', { Authorization: 'Bearer' }, NOT_BEARER],
    ['another scheme', { Authorization: 'Basic YTpi' }, NOT_BEARER],
    ['two words', { Authorization: 'Bearer a b' }, NOT_BEARER],
  ])('%s is a missing token', async (_name, headers, error) => {
    const server = await start();
    expectRefusal(await server.get(WHOAMI, { headers }), 401, 'M_MISSING_TOKEN', error);
  });

  test('an empty query parameter is a missing token', async () => {
    const server = await start();
    expectRefusal(await server.get(`${WHOAMI}?access_token=`), 401, 'M_MISSING_TOKEN', 'No access token was sent.');
  });
});

describe('tokens of others', () => {
  test.each(MATRIX_TOKENS.tokens.map(({ name, token }) => [name, token]))('%s', async (_name, token) => {
    const { status, json } = await (await start()).whoami(token);
    expect({ status, errcode: json.errcode, soft: json.soft_logout }).toEqual({
      status: 401,
      errcode: 'M_UNKNOWN_TOKEN',
      soft: false,
    });
  });

  test.each(MATRIX_TOKENS.opaque.map(({ kind, token }) => [kind, token]))('%s', async (_kind, token) => {
    expectRefusal(await (await start()).whoami(token), 401, 'M_UNKNOWN_TOKEN', UNREADABLE);
  });
});

describe('garbage', () => {
  test('every edge case of the macaroon formats is refused', async () => {
    const server = await start();
    const sendable = EDGE_CASES.flatMap(({ input = '' }) => (/^[\x21-\x7e]{1,8000}$/.test(input) ? [input] : []));
    expect(sendable.length).toBeGreaterThan(20);
    for (const input of sendable) {
      expect(await server.whoami(input)).toMatchObject({ status: 401, json: { errcode: 'M_UNKNOWN_TOKEN' } });
    }
  });

  test('every cut of a good token is refused', async () => {
    const { server, access } = await withToken();
    for (let length = 1; length < access.length; length += 1) {
      const { status, json } = await server.whoami(access.slice(0, length));
      expect({ length, status, errcode: json.errcode }).toEqual({ length, status: 401, errcode: 'M_UNKNOWN_TOKEN' });
    }
  });

  test('no refusal repeats the token or what is in it', async () => {
    const { server, access } = await withToken();
    const { text } = await server.whoami(`${access.slice(0, -1)}!CANARY`);
    expect(text).not.toMatch(/CANARY|alice|MDA/);
  });

  test('whatever bytes come as a token, whoami answers neither 200 nor 5xx', async () => {
    const server = await start();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { status, body } = await rawExchange(server.port, [
          `GET ${WHOAMI} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer `,
          bytes,
          '\r\n\r\n',
        ]);
        expect([400, 401]).toContain(status);
        expect(JSON.parse(body)).toHaveProperty('errcode');
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is changed in a good token, whoami does not fail', async () => {
    const { server, access } = await withToken();
    const edit = fc.record({ at: fc.nat(access.length - 1), cut: fc.nat(8), put: fc.base64String({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, cut, put }) => {
        const { status } = await server.whoami(access.slice(0, at) + put + access.slice(at + cut));
        expect([200, 401]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});
