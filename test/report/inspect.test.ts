import { expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { NOW } from '../support/fake-io.js';
import { inspect, show, tryInspect } from '../support/inspect.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import {
  base64url,
  EDGE_CASES,
  GUEST,
  JWT,
  MAS_COMPAT_REFRESH,
  MATRIX_TOKENS,
  SYNAPSE_ACCESS,
} from '../support/tokens.js';

const expectSchema = schemaOf('inspect');

test('the JSON of a macaroon, whole', () => {
  expect(inspect(`Bearer ${mint('user_id = @a:b', 'time < 1767326645000', 'nonce = n', 'foo')}\n`)).toEqual({
    schema: 'matrix-token.inspect/1',
    kind: 'macaroon',
    issuer: null,
    guess: null,
    fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    input: { from: 'argument', wrapper: 'bearer', trimmed: true },
    localpart: null,
    checksum: null,
    macaroon: {
      version: 1,
      format: 'v1',
      encoding: 'base64url',
      location: 'localhost',
      identifier: 'id',
      caveats: [
        {
          index: 1,
          text: 'user_id = @a:b',
          key: 'user_id',
          operator: '=',
          value: '@a:b',
          party: 'first',
          standing: 'standard',
          meaning: 'Valid only for @a:b',
          masked: false,
        },
        {
          index: 2,
          text: 'time < 1767326645000',
          key: 'time',
          operator: '<',
          value: '1767326645000',
          party: 'first',
          standing: 'standard',
          meaning: 'Valid before 2026-01-02T04:04:05.000Z',
          masked: false,
          time: { raw: '1767326645000', ms: 1767326645000, iso: '2026-01-02T04:04:05.000Z', relativeSeconds: 3600 },
        },
        {
          index: 3,
          text: 'nonce = (masked)',
          key: 'nonce',
          operator: '=',
          value: '(masked)',
          party: 'first',
          standing: 'known',
          meaning: 'Makes this token unlike any other; limits nothing',
          masked: true,
        },
        {
          index: 4,
          text: 'foo',
          key: null,
          operator: null,
          value: null,
          party: 'first',
          standing: 'malformed',
          meaning: 'Not of the form "key operator value": a server must reject the token',
          masked: false,
        },
      ],
      signature: { bytes: 32, state: 'skipped' },
    },
    jwt: null,
    effective: {
      userId: '@a:b',
      type: null,
      guest: false,
      notBefore: null,
      expires: { raw: '1767326645000', ms: 1767326645000, iso: '2026-01-02T04:04:05.000Z', relativeSeconds: 3600 },
      state: 'undetermined',
      basis: 'claimed',
    },
    findings: [
      {
        code: 'caveat-no-operator',
        severity: 'error',
        caveat: 4,
        byte: 3,
        in: 'caveat',
        message: 'The caveat has a key but no operator and no value.',
        fix: expect.stringMatching(/^Caveats cannot be removed/),
      },
    ],
    warnings: [],
  });
});
test('an opaque token', () => {
  const report = inspect('rKzP9vXqYw3TnB7mLc_D5fGhJ2kQsE8aUi-4oRtVxZ0');
  expect(report).toMatchObject({
    kind: 'opaque',
    guess: 'dendrite',
    issuer: { software: 'dendrite', purpose: 'unknown', certainty: 'guess' },
    effective: null,
    findings: [{ code: 'opaque-token', severity: 'info' }],
  });
  expect(show(report)).toContain('an opaque token: probably an access or login token of Dendrite');
});

test('a JWT claims its times and its user', () => {
  const payload = { sub: '@a:b', nbf: NOW / 1000 - 60, exp: NOW / 1000 + 60, nonce: 'secret', a: { b: [1] } };
  const report = inspect(`${base64url('{"alg":"RS256"}')}.${base64url(JSON.stringify(payload))}.AAAA`);
  expect(report.effective).toMatchObject({
    userId: '@a:b',
    notBefore: { relativeSeconds: -60 },
    expires: { relativeSeconds: 60 },
    state: 'live',
    basis: 'claimed',
  });
  expect(report.jwt?.claims.map(({ name, value }) => [name, value])).toEqual([
    ['sub', '@a:b'],
    ['nbf', '1767322985'],
    ['exp', '1767323105'],
    ['nonce', '(masked)'],
    ['a', '{"b":[1]}'],
  ]);
});

test.each([
  ['expired', { exp: NOW / 1000 }, 'expired'],
  ['not valid yet', { nbf: NOW / 1000 + 1 }, 'not-yet'],
  ['with times that are none', { exp: '1', nbf: 1e300 }, 'live'],
])('a JWT %s', (_, payload, state) => {
  const report = inspect(`${base64url('{"alg":"RS256"}')}.${base64url(JSON.stringify(payload))}.AAAA`);
  expect(report.effective?.state).toBe(state);
});

test('a JWT nested too deep is shown as far as one can follow', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const report = inspect(`${base64url('{"alg":"RS256"}')}.${base64url(deep)}.AAAA`);
  expect(report.jwt?.claims[0]?.value).toBe('[[[[[["…"]]]]]]');
});

test.each(MATRIX_TOKENS.tokens)('with the key, $name is verified or not', ({ token, key, signature_ok }) => {
  const report = inspect(token, { rootKey: encodeUtf8(key) });
  expect({ state: report.macaroon?.signature.state, basis: report.effective?.basis }).toEqual(
    signature_ok ? { state: 'valid', basis: 'verified' } : { state: 'invalid', basis: 'claimed' },
  );
});

test.each([
  ['another key', GUEST, 'wrong', { code: 'signature-mismatch' }],
  ['the last characters lost', GUEST.slice(0, -4), 'mac-secret', { code: 'signature-truncated' }],
  ['no key that matters to it', SYNAPSE_ACCESS, 'mac-secret', undefined],
])('a key: %s', (_, token, key, finding) => {
  const found = inspect(token, { rootKey: encodeUtf8(key) }).findings.filter(({ code }) =>
    code.startsWith('signature'),
  );
  expect(found).toEqual(finding === undefined ? [] : [expect.objectContaining(finding)]);
});

test.each([
  ...MATRIX_TOKENS.tokens,
  ...MATRIX_TOKENS.opaque,
  ...EDGE_CASES.map(({ input = '' }) => ({ token: input })),
  { token: JWT },
  { token: MAS_COMPAT_REFRESH },
])('the JSON follows its schema: %#', ({ token }) => {
  const report = tryInspect(token);
  if (report !== undefined) expectSchema(report);
});
