import { describe, expect, test } from '@jest/globals';
import { checkServer } from '../../src/check/check-server.js';
import type { Probe } from '../../src/check/probe.js';
import { PROBES } from '../../src/check/probes.js';
import { failure } from '../../src/errors.js';
import type { HttpResponse, Send } from '../../src/homeserver/http.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { NOW } from '../support/fake-io.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const SELF = '@2:localhost.test';
const HOMESERVER = { baseUrl: 'http://127.0.0.1:1', apiVersion: 'v3' } as const;
const WHOAMI = 'http://127.0.0.1:1/_matrix/client/v3/account/whoami';

const respond = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const accept = () => respond(200, { user_id: SELF });
const reject = () => respond(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.' });

/** What a server without faults answers to a probe. */
const rightly = ({ expectation }: Probe): HttpResponse => (expectation === 'accepted' ? accept() : reject());

type Spoiler = (probe: Probe) => HttpResponse;

/** Everything that can happen to one answer. Each throws or answers as `createSend` would. */
const SPOILERS: Readonly<Record<string, Spoiler>> = {
  'the other answer': (probe) => (probe.expectation === 'accepted' ? reject() : accept()),
  'an answer for another user': () => respond(200, { user_id: '@other:localhost.test' }),
  '403 for guests, which accepts': () => respond(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN' }),
  '500 with M_UNKNOWN_TOKEN': () => respond(500, { errcode: 'M_UNKNOWN_TOKEN' }),
  '502 HTML': () => respond(502, '<html>'),
  '401 HTML': () => respond(401, '<html>'),
  '200 HTML': () => respond(200, '<html>'),
  '404 of a wrong URL': () => respond(404, { errcode: 'M_UNRECOGNIZED' }),
  '429 that was not waited for': () => respond(429, { errcode: 'M_LIMIT_EXCEEDED' }),
  'a redirect': () => respond(302, '', { location: '/elsewhere' }),
  '401 M_MISSING_TOKEN': () => respond(401, { errcode: 'M_MISSING_TOKEN' }),
  '403 M_UNKNOWN_TOKEN': () => respond(403, { errcode: 'M_UNKNOWN_TOKEN' }),
  'a time-out': () => {
    throw failure('ERR_TIMEOUT', { url: WHOAMI, seconds: 1 });
  },
  'a closed connection': () => {
    throw failure('ERR_NETWORK', { url: WHOAMI, reason: 'closed' });
  },
  '429 past the time-out': () => {
    throw failure('ERR_RATE_LIMITED', { url: WHOAMI, seconds: 100, timeout: 1 });
  },
  'an endless answer': () => {
    throw failure('ERR_ANSWER_TOO_LARGE', { url: WHOAMI, limit: 1 });
  },
};

/** Answers the probes in their order, as `answer` says. */
function serverThat(answer: (probe: Probe, at: number) => HttpResponse): { send: Send; countRequests: () => number } {
  let at = 0;
  return {
    countRequests: () => at,
    send: async () => {
      const probe = PROBES[at];
      if (probe === undefined) throw new Error('more requests than probes');
      at += 1;
      return answer(probe, at - 1);
    },
  };
}

function check(server: ReturnType<typeof serverThat>, token = GUEST) {
  const reading = token === GUEST ? decodeMacaroon(token) : null;
  const random = { suffix: '0badcafe', token: 'zRandom', password: 'p', verificationId: new Uint8Array(72) };
  return checkServer(
    { token, reading, homeserver: HOMESERVER, dialect: undefined, made: { kind: 'nothing' } },
    { ...server, now: () => NOW, random },
  );
}

test('a right server is enforced, in as many requests as there are probes', async () => {
  const { json, exit } = await check(serverThat(rightly));
  expect({ verdict: json.verdict, exit, requests: json.requests }).toEqual({
    verdict: 'enforced',
    exit: 0,
    requests: PROBES.length,
  });
});

describe('a server that answers guests with 403 M_GUEST_ACCESS_FORBIDDEN (Synapse before 1.45)', () => {
  const forbid = () => respond(403, { errcode: 'M_GUEST_ACCESS_FORBIDDEN', error: 'Guest access not allowed' });
  const oldSynapse = (probe: Probe) => (probe.expectation === 'accepted' ? forbid() : reject());

  test('accepts by it, and is enforced: the token says whose it is', async () => {
    expect((await check(serverThat(oldSynapse))).json.verdict).toBe('enforced');
  });

  test('is violated where it answers so to what it must reject', async () => {
    const server = serverThat((probe) => (probe.id === 'time-less-past' ? forbid() : oldSynapse(probe)));
    expect((await check(server)).json).toMatchObject({
      verdict: 'violated',
      reason:
        'The server accepts what it must reject: time-less-past. It does not enforce expiry (time <), as Synapse before 1.3.0: a narrowed token never expires.',
    });
  });

  test('is caught where it names another user than the token does', async () => {
    const other = respond(200, { user_id: '@victim:localhost.test' });
    const server = serverThat((probe) => (probe.id === 'user-other' ? other : oldSynapse(probe)));
    const { json } = await check(server);
    expect(json.verdict).toBe('violated');
    expect(json.reason).toContain('The last user_id wins, as in Synapse 0.12 to 0.16.1');
  });
});

describe('one spoiled MUST probe, and it is not "enforced"', () => {
  const must = PROBES.filter(({ level, row }) => level === 'must' && row !== 'time-greater');
  const cases = must.flatMap(({ id, expectation }) =>
    Object.entries(SPOILERS)
      // A probe without a token may be answered with M_MISSING_TOKEN, and so may one in the query; an acceptance may be a 403.
      .filter(([name]) => !(name === '401 M_MISSING_TOKEN' && ['no-token', 'query-unknown-key'].includes(id)))
      .filter(([name]) => !(name === '403 for guests, which accepts' && expectation === 'accepted'))
      .map(([name, spoil]) => ({ id, name, spoil })),
  );
  test.each(cases)('$id: $name', async ({ id, spoil }) => {
    const { json, exit } = await check(serverThat((probe) => (probe.id === id ? spoil(probe) : rightly(probe))));
    expect(json.verdict).not.toBe('enforced');
    expect(exit).not.toBe(0);
  });
});

describe('a token or a server that dies on the way', () => {
  const deaths = PROBES.map(({ id }, at) => ({ id, at }));
  test.each(deaths)('at $id: everything is rejected from then on', async ({ at }) => {
    const { json } = await check(serverThat((probe, now) => (now < at ? rightly(probe) : reject())));
    expect(json.verdict).not.toBe('enforced');
  });
  test.each(deaths)('at $id: nothing answers from then on', async ({ at }) => {
    const silence = SPOILERS['a time-out'] ?? rightly;
    const { json, exit } = await check(serverThat((probe, now) => (now < at ? rightly(probe) : silence(probe))));
    expect({ verdict: json.verdict, exit }).toEqual({ verdict: 'inconclusive', exit: 5 });
    expect(json.requests).toBeLessThanOrEqual(at + 2);
  });
});

test('a server that answers for everybody and nobody proves nothing', async () => {
  for (const answer of [accept, reject, ...Object.values(SPOILERS)]) {
    const { json } = await check(serverThat(answer));
    expect(json.verdict).toBe('inconclusive');
  }
});

test('a token that is no macaroon is not applicable after the four requests that need no macaroon, with the reason', async () => {
  const { json, exit } = await check(serverThat(rightly), SYNAPSE_ACCESS);
  expect({ verdict: json.verdict, exit, requests: json.requests }).toEqual({
    verdict: 'not-applicable',
    exit: 9,
    requests: 4,
  });
  expect(json.reason).toBe(
    'The token is no macaroon: it carries no caveats and cannot be narrowed, so there is nothing to enforce.',
  );
});

test('an error that is not of the network is thrown on', async () => {
  const refused = failure('ERR_PLAIN_HTTP', { url: WHOAMI });
  const server = serverThat(() => {
    throw refused;
  });
  await expect(check(server)).rejects.toBe(refused);
});

test('a report holds no token, and no word of the server that could be one', async () => {
  const echo: Send = async ({ headers }) =>
    headers.authorization === `Bearer ${GUEST}`
      ? accept()
      : respond(401, { errcode: 'M_UNKNOWN_TOKEN', error: `bad \u001b[31m ${headers.authorization ?? ''}` });
  const { json } = await check({ send: echo, countRequests: () => 0 });
  const text = JSON.stringify(json);
  const signature = Buffer.from(decodeMacaroon(GUEST).macaroon.signature).toString('base64url');
  expect(text).not.toContain(GUEST.slice(-20));
  expect(text).not.toContain(signature.slice(0, 20));
  expect(text).not.toMatch(/MDAx/);
  expect(json.probes[1]?.answer?.error).toBe('bad \\u{1b}[31m ');
});
