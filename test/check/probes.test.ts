import { describe, expect, test } from '@jest/globals';
import { setProbeClock } from '../../src/check/clock.js';
import { expectAs, readOwnUserId, recogniseDialect } from '../../src/check/dialect.js';
import { caveatOf, formOf } from '../../src/check/narrow.js';
import type { Attempt, MacaroonMaterial, Probe } from '../../src/check/probe.js';
import { PROBES } from '../../src/check/probes.js';
import { DRAFT } from '../../src/dialect/draft.js';
import { judge } from '../../src/dialect/judge.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { decodeMacaroon, recoverMacaroon } from '../../src/macaroon/decode.js';
import { encodeMacaroon, encodeText } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import type { ProbeId } from '../../src/wording/check-probes.js';
import { NOW } from '../support/fake-io.js';
import { GUEST } from '../support/tokens.js';

const KEY = encodeUtf8('a key of these tests');
const USER = '@self:localhost';
const CLOCK = setProbeClock(NOW, NOW);
const RANDOM = {
  suffix: '0badcafe',
  token: 'zRandomTokenOfTheseTests',
  password: 'p',
  verificationId: new Uint8Array(72).fill(7),
};

function materialOf(version: 1 | 2): MacaroonMaterial {
  const caveats = ['gen = 1', `user_id = ${USER}`, 'type = access'].map(caveatOf);
  const identifier = encodeUtf8('session 1');
  const macaroon = mintMacaroon({ version, rootKey: KEY, location: encodeUtf8('localhost'), identifier, caveats });
  const format = version === 1 ? 'v1' : 'v2';
  const form = { format, encoding: 'base64url', padded: false } as const;
  const token = encodeText(encodeMacaroon(macaroon, format), form);
  return { token, macaroon, form, userId: USER, clock: CLOCK, random: RANDOM };
}

const MATERIAL = materialOf(1);

function attemptOf(id: ProbeId, material: MacaroonMaterial = MATERIAL): Attempt {
  const probe = PROBES.find((one) => one.id === id);
  if (probe === undefined) throw new Error(`no probe ${id}`);
  return probe.make(material);
}

function tokenOf({ credential }: Attempt): string {
  return credential.in === 'none' ? '' : credential.token;
}

function macaroonOf(id: ProbeId, material: MacaroonMaterial = MATERIAL): Macaroon {
  return recoverMacaroon(tokenOf(attemptOf(id, material))).macaroon;
}

test('what each probe adds to the token', () => {
  const added = PROBES.flatMap((probe) => {
    const { caveat } = probe.make(MATERIAL);
    return caveat === undefined ? [] : [[probe.id, caveat]];
  });
  expect(added).toEqual([
    ['time-less-first', 'time < 1767326645000'],
    ['user-self-first', 'user_id = @self:localhost'],
    ['unknown-key', 'x_0badcafe = 1'],
    ['unknown-key-operator', 'x_0badcafe ~ 1'],
    ['unknown-key-prefix', 'user_id_0badcafe = @self:localhost'],
    ['time-less-or-equal', 'time <= 1767326645000'],
    ['user-double-equal', 'user_id == @self:localhost'],
    ['malformed-no-spaces', 'time<1767326645000'],
    ['malformed-no-operator', 'gen 1'],
    ['malformed-no-value', 'gen ='],
    ['malformed-empty-value', 'gen = '],
    ['malformed-one-word', 'x_0badcafe'],
    ['malformed-empty', ''],
    ['malformed-key', 'user-id = @self:localhost'],
    ['malformed-case', 'GEN = 1'],
    ['time-less-past', 'time < 1767319445000'],
    ['time-equal-past', 'time == 1767319445000'],
    ['time-greater-future', 'time > 1767326645000'],
    ['gen-two', 'gen = 2'],
    ['type-refresh', 'type = refresh'],
    ['user-other', 'user_id = @other-0badcafe:localhost'],
    ['user-other-then-self', 'user_id = @other-0badcafe:localhost; user_id = @self:localhost'],
    ['time-greater-past', 'time > 1767319445000'],
    ['query-narrowed', 'time < 1767323105000'],
    ['query-unknown-key', 'x_0badcafe = 1'],
    ['header-and-query', 'time < 1767323105000'],
    ['value-leading-space', 'time <  1767326645000'],
    ['value-underscores', 'time < 9_999_999_999_999'],
    ['caveat-unsigned', 'x_0badcafe = 1'],
    ['time-less-last', 'time < 1767326645000'],
    ['user-self-last', 'user_id = @self:localhost'],
  ]);
});

describe('a verifier of the draft does what each probe expects', () => {
  const sent = PROBES.filter(({ needs, id }) => needs === 'macaroon' && id !== 'other-format');
  describe.each([1, 2] as const)('of a V%i token', (version) => {
    const material = materialOf(version);
    test.each(sent.filter(({ level }) => level === 'must'))('$id: $expectation', ({ id, expectation }) => {
      const { accepted } = judge({ macaroon: macaroonOf(id, material), dialect: DRAFT, now: NOW, key: KEY });
      expect(accepted).toBe(expectation === 'accepted' ? 'yes' : 'no');
    });
  });
});

describe('the signature', () => {
  const signed = PROBES.filter(({ needs, row }) => needs === 'macaroon' && row !== 'signature' && row !== 'tampering');
  test.each(signed.filter(({ id }) => id !== 'caveat-unsigned'))('of $id is right', ({ id }) => {
    const { macaroon } = recoverMacaroon(tokenOf(attemptOf(id)).replace(/=+$/, ''));
    expect(verifySignature(macaroon, KEY)).toEqual({ state: 'valid' });
  });

  test.each([
    'signature-first-bit',
    'signature-last-bit',
    'caveat-removed',
    'caveats-swapped',
    'identifier-changed',
  ] as const)('of %s is wrong', (id) => {
    expect(verifySignature(macaroonOf(id), KEY).state).not.toBe('valid');
  });

  test.each([
    ['signature-first-bit', 0],
    ['signature-last-bit', 31],
  ] as const)('of %s differs in one bit of one decoded byte, and nothing else differs', (id, byte) => {
    for (const material of [materialOf(1), materialOf(2)]) {
      const { signature, ...rest } = macaroonOf(id, material);
      const { signature: original, ...originalRest } = material.macaroon;
      expect(rest).toEqual({ ...originalRest, version: rest.version });
      expect([...signature].flatMap((value, at) => (value === original[at] ? [] : [at]))).toEqual([byte]);
      expect((signature[byte] ?? 0) ^ (original[byte] ?? 0)).toBe(1);
    }
  });

  test('of an unsigned caveat is the one before it', () => {
    expect(verifySignature(macaroonOf('caveat-unsigned'), KEY)).toEqual({ state: 'unsigned', from: 4 });
  });
});

test('the third-party caveat is well-formed and sealed by nobody', () => {
  expect(macaroonOf('third-party').caveats.at(-1)).toEqual({
    party: 'third',
    identifier: encodeUtf8('check 0badcafe'),
    verificationId: RANDOM.verificationId,
    location: encodeUtf8('https://third-party.invalid'),
  });
});

test('tampering starts from a token that was narrowed by the positive controls', () => {
  const texts = (id: ProbeId) =>
    macaroonOf(id)
      .caveats.slice(3)
      .map(({ identifier }) => Buffer.from(identifier).toString());
  expect(texts('caveat-removed')).toEqual(['time < 1767326645000']);
  expect(texts('caveats-swapped')).toEqual(['user_id = @self:localhost', 'time < 1767326645000']);
  expect(macaroonOf('identifier-changed').identifier).toEqual(encodeUtf8('session 0'));
});

test('the variants that change the form only', () => {
  expect(tokenOf(attemptOf('base64-padded'))).toMatch(/^[\w-]+={1,2}$/);
  expect(tokenOf(attemptOf('base64-padded', materialOf(2)))).toMatch(/^[\w-]+={1,2}$/);
  expect(macaroonOf('other-format')).toEqual({ ...MATERIAL.macaroon, version: 2 });
  expect(macaroonOf('other-format', materialOf(2))).toEqual({ ...MATERIAL.macaroon, version: 1 });
  expect(macaroonOf('location-changed')).toEqual({ ...MATERIAL.macaroon, location: encodeUtf8('elsewhere.invalid') });
});

test('narrowed tokens come in the form of the original, text encoding included', () => {
  for (const encoding of ['base64', 'hex'] as const) {
    const form = { format: 'v1', encoding, padded: false } as const;
    const token = tokenOf(attemptOf('unknown-key', { ...MATERIAL, form }));
    expect(formOf(decodeMacaroon(token))).toEqual(form);
  }
});

test('no token but one that is good for a minute, or for nothing, goes into a query', () => {
  const inQuery = PROBES.filter((probe) => ['query', 'header-and-query'].includes(probe.make(MATERIAL).credential.in));
  expect(inQuery.map(({ id }) => id)).toEqual(['query-narrowed', 'query-unknown-key', 'header-and-query']);
  for (const { id } of inQuery) {
    const later = judge({ macaroon: macaroonOf(id), dialect: DRAFT, now: NOW + 60_001, key: KEY });
    expect(later.accepted).toBe('no');
  }
});

test('probes for a token that is no macaroon need no macaroon', () => {
  const needsToken = PROBES.flatMap((probe) => (probe.needs === 'token' ? [[probe.id, probe.make(MATERIAL)]] : []));
  expect(needsToken).toEqual([
    ['baseline-first', { credential: { in: 'header', scheme: 'Bearer', token: MATERIAL.token } }],
    ['no-token', { credential: { in: 'none' } }],
    ['random-token', { credential: { in: 'header', scheme: 'Bearer', token: RANDOM.token } }],
    ['empty-token', { credential: { in: 'header', scheme: 'Bearer', token: '' } }],
    ['baseline-last', { credential: { in: 'header', scheme: 'Bearer', token: MATERIAL.token } }],
  ]);
});

describe('dialects', () => {
  const rules = ({ id, expectation, level }: Probe) => ({ id, expectation, level });
  test('the draft changes nothing', () => {
    expect(expectAs('draft', PROBES)).toEqual(PROBES);
  });
  test("Synapse's makes `time >` information, and nothing else", () => {
    const changed = expectAs('synapse', PROBES).filter((probe, at) => PROBES[at]?.expectation !== probe.expectation);
    expect(changed.map(rules)).toEqual([{ id: 'time-greater-past', expectation: 'information', level: 'info' }]);
  });
  test('is recognised by the token', () => {
    expect(recogniseDialect(decodeMacaroon(GUEST).macaroon)).toBe('synapse');
    expect(recogniseDialect(MATERIAL.macaroon)).toBe('draft');
  });
  test("the token's own user is read from its caveats", () => {
    expect(readOwnUserId(decodeMacaroon(GUEST).macaroon)).toBe('@2:localhost.test');
  });
});

describe('the clock', () => {
  const hour = 3_600_000;
  test.each([
    ['agrees', NOW, { past: NOW - hour, soon: NOW + 60_000, future: NOW + hour }],
    ['is two hours ahead', NOW + 2 * hour, { past: NOW - hour, soon: NOW + 2 * hour + 60_000, future: NOW + 3 * hour }],
    ['is two hours behind', NOW - 2 * hour, { past: NOW - 3 * hour, soon: NOW + 60_000, future: NOW + hour }],
    ['is not known', undefined, { past: NOW - hour, soon: NOW + 60_000, future: NOW + hour }],
    ['stands at zero', 0, { past: 1, soon: NOW + 60_000, future: NOW + hour }],
  ])('of the server %s', (_name, server, expected) => {
    expect(setProbeClock(NOW, server)).toEqual(expected);
  });
});
