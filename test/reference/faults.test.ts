import { describe, expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { signCaveat } from '../../src/macaroon/chain.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { FAULT_NAMES, type FaultName, isFaultName } from '../../src/reference/faults/index.js';
import { NOW } from '../support/fake-io.js';
import { narrow } from '../support/narrow.js';
import { CLIENT, expectRefusal, type TestAnswer, type TestServer, useServers } from '../support/reference.js';

const start = useServers();

function change(token: string, edit: (macaroon: Macaroon) => Partial<Macaroon>): string {
  const { macaroon } = decodeMacaroon(token);
  return writeMacaroon({ ...macaroon, ...edit(macaroon) }, { format: 'v1', encoding: 'base64url' });
}

function thirdParty(token: string): string {
  const added: Caveat = {
    party: 'third',
    identifier: encodeUtf8('is it Tuesday'),
    verificationId: new Uint8Array(72),
    location: encodeUtf8('calendar.example'),
  };
  return change(token, ({ caveats, signature }) => ({
    caveats: [...caveats, added],
    signature: signCaveat(signature, added),
  }));
}

function flipSignature(token: string): string {
  return change(token, ({ signature }) => ({
    signature: signature.map((byte, index) => (index === 31 ? byte ^ 1 : byte)),
  }));
}

/** Puts a caveat in without signing it. */
function splice(token: string, text: string): string {
  return change(token, ({ caveats }) => ({ caveats: [...caveats, { party: 'first', identifier: encodeUtf8(text) }] }));
}

/** Every token a client may present, by what is the matter with it. All are made from a good access token and refresh token. */
const TOKENS: Readonly<Record<string, (access: string, refresh: string) => string | undefined>> = {
  good: (access) => access,
  'narrowed: time': (access) => narrow(access, `time < ${NOW + 3_600_000}`),
  'narrowed: own user': (access) => narrow(access, 'user_id = @alice:localhost'),
  'unknown key': (access) => narrow(access, 'x_unknown = 1'),
  'unknown operator': (access) => narrow(access, `time <= ${NOW + 3_600_000}`),
  malformed: (access) => narrow(access, `time<${NOW + 3_600_000}`),
  expired: (access) => narrow(access, `time < ${NOW - 1}`),
  'not yet valid': (access) => narrow(access, `time > ${NOW + 1}`),
  'generation 2': (access) => narrow(access, 'gen = 2'),
  'type refresh': (access) => narrow(access, 'type = refresh'),
  'refresh token': (_access, refresh) => refresh,
  'other user': (access) => narrow(access, 'user_id = @bob:localhost'),
  'third party': thirdParty,
  'flipped signature': flipSignature,
  'unsigned unknown key': (access) => splice(access, 'x_unknown = 1'),
  'unsigned expired': (access) => splice(access, `time < ${NOW - 1}`),
  'unsigned own user': (access) => splice(access, 'user_id = @alice:localhost'),
  'caveat removed': (access) => change(narrow(access, 'gen = 1'), ({ caveats }) => ({ caveats: caveats.slice(0, -1) })),
  'identifier changed': (access) => change(access, () => ({ identifier: encodeUtf8('another') })),
  'empty caveat': (access) => narrow(access, ''),
  'location changed': (access) => change(access, () => ({ location: encodeUtf8('example.org') })),
  'not a token': () => 'nonsense',
  'no token': () => undefined,
};

/** The location is covered by no signature: it is a hint, and no server need look at it. */
const ACCEPTED = ['good', 'narrowed: time', 'narrowed: own user', 'location changed'];

/** What a correct server answers to each. */
const CORRECT = Object.fromEntries(
  Object.keys(TOKENS).map((name) => [name, ACCEPTED.includes(name) ? '200 @alice:localhost' : '401']),
);

const NARROWED = [
  'narrowed: time',
  'narrowed: own user',
  'unknown key',
  'unknown operator',
  'malformed',
  'expired',
  'not yet valid',
  'generation 2',
  'type refresh',
  'other user',
  'third party',
  'location changed',
];
const REFUSED = Object.keys(TOKENS).filter((name) => !ACCEPTED.includes(name));
const ALICE = '200 @alice:localhost';

function all(names: readonly string[], answer: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, answer]));
}

/** What each fault changes of the correct answers; what is not named stays right. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ignore-unknown-caveats': { 'unknown key': ALICE, 'unknown operator': ALICE },
  'ignore-malformed-caveats': { malformed: ALICE, 'empty caveat': ALICE },
  'ignore-third-party-caveats': { 'third party': ALICE },
  'ignore-expiry': { expired: ALICE },
  'ignore-time': { expired: ALICE, 'not yet valid': ALICE },
  'ignore-generation': { 'generation 2': ALICE },
  'ignore-type': { 'type refresh': ALICE, 'refresh token': ALICE },
  'ignore-other-user': { 'other user': ALICE },
  'last-user-id-wins': { 'other user': '200 @bob:localhost' },
  'ignore-signature': { 'flipped signature': ALICE, 'caveat removed': ALICE, 'unsigned own user': ALICE },
  'ignore-unsigned-caveats': { 'unsigned unknown key': ALICE, 'unsigned expired': ALICE },
  'ignore-identifier': { 'identifier changed': ALICE },
  'opaque-lookup': { 'location changed': '401', 'narrowed: time': '401', 'narrowed: own user': '401' },
  'time-unknown': { 'narrowed: time': '401' },
  'accept-anything': all(
    REFUSED.filter((name) => name !== 'no token'),
    ALICE,
  ),
  'accept-no-token': { 'no token': ALICE },
  'server-error': all(NARROWED, '500'),
  'server-error-on-malformed': { 'not a token': '500', 'empty caveat': '500' },
  'html-error': all(NARROWED, '502 page'),
  'html-refusal': all(REFUSED, '401 page'),
  'forbidden-refusal': all(REFUSED, '403'),
  'rate-limited': all(NARROWED, '429'),
};

function named(name: string): FaultName {
  if (!isFaultName(name)) throw new Error(`no fault is named ${name}`);
  return name;
}

async function answersTo(server: TestServer): Promise<Record<string, string>> {
  const { access, refresh } = await server.register('alice');
  const answers: Record<string, string> = {};
  for (const [name, make] of Object.entries(TOKENS)) {
    answers[name] = summary(await server.whoami(make(access, refresh)));
  }
  return answers;
}

function summary({ status, json, headers }: TestAnswer): string {
  if (status === 200) return `200 ${String(json.user_id)}`;
  return headers.get('content-type') === 'application/json' ? String(status) : `${status} page`;
}

describe('what whoami makes of each kind of token', () => {
  test('without a fault', async () => {
    expect(await answersTo(await start())).toEqual(CORRECT);
  });

  test.each(Object.entries(CHANGES))('%s changes this and nothing else', async (name, changes) => {
    expect(await answersTo(await start({ faults: [named(name)] }))).toEqual({ ...CORRECT, ...changes });
  });
});

describe('faults that take more than one request to show', () => {
  test('slow never answers a narrowed token, and stopping the server ends the wait', async () => {
    const server = await start({ faults: ['slow'] });
    const { access } = await server.register('alice');
    expect((await server.whoami(access)).status).toBe(200);
    const waiting = server.whoami(narrow(access, 'gen = 1')).then(
      () => 'answered',
      () => 'dropped',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    expect(await waiting).toBe('dropped');
  });

  test('die-half-way forgets the session after eight accepted requests', async () => {
    const server = await start({ faults: ['die-half-way'] });
    const { access } = await server.register('alice');
    const statuses: number[] = [];
    for (let count = 0; count < 10; count += 1) statuses.push((await server.whoami(access)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 401, 401]);
  });

  test.each(['/v3/refresh', '/v1/tokenrefresh'])('keep-old-tokens ends nothing at %s', async (path) => {
    const server = await start({ faults: ['keep-old-tokens'] });
    const old = await server.register('alice');
    const body = { refresh_token: old.refresh };
    const next = await server.post(`${CLIENT}${path}`, { body });
    expect((await server.whoami(String(next.json.access_token))).status).toBe(200);
    expect((await server.whoami(old.access)).status).toBe(200);
    expect((await server.post(`${CLIENT}${path}`, { body })).status).toBe(200);
  });

  test('old-refresh-only has the old endpoint alone', async () => {
    const server = await start({ faults: ['old-refresh-only'] });
    const { refresh } = await server.register('alice');
    const body = { refresh_token: refresh };
    expectRefusal(await server.post(`${CLIENT}/v3/refresh`, { body }), 404, 'M_UNRECOGNIZED', 'Unrecognized request');
    expect((await server.post(`${CLIENT}/r0/tokenrefresh`, { body })).status).toBe(200);
  });

  test('no-refresh says so on the old endpoint', async () => {
    const server = await start({ faults: ['no-refresh'] });
    const { refresh } = await server.register('alice');
    const body = { refresh_token: refresh };
    expectRefusal(await server.post(`${CLIENT}/v3/refresh`, { body }), 404, 'M_UNRECOGNIZED', 'Unrecognized request');
    const old = await server.post(`${CLIENT}/r0/tokenrefresh`, { body });
    expectRefusal(old, 403, 'M_FORBIDDEN', 'tokenrefresh is no longer supported.');
  });

  test('old-api speaks r0 and nothing later', async () => {
    const server = await start({ faults: ['old-api'] });
    expect((await server.get(`${CLIENT}/versions`)).json.versions).toEqual(['r0.0.1', 'r0.6.1']);
    expectRefusal(await server.get(`${CLIENT}/v3/login`), 404, 'M_UNRECOGNIZED', 'Unrecognized request');
    expect((await server.get(`${CLIENT}/r0/login`)).status).toBe(200);
  });
});

test('every fault is held to what it says', () => {
  const elsewhere = ['slow', 'die-half-way', 'keep-old-tokens', 'old-refresh-only', 'no-refresh', 'old-api'];
  expect([...Object.keys(CHANGES), ...elsewhere].sort()).toEqual([...FAULT_NAMES].sort());
});

test('faults add up', async () => {
  const server = await start({ faults: ['ignore-expiry', 'ignore-unknown-caveats'] });
  const { access } = await server.register('alice');
  expect((await server.whoami(narrow(access, 'time < 1', 'x_unknown = 1'))).status).toBe(200);
  expect((await server.whoami(narrow(access, 'gen = 2'))).status).toBe(401);
});
