import { describe, expect, test } from '@jest/globals';
import type { Purpose } from '../../src/dialect/dialect.js';
import { DRAFT } from '../../src/dialect/draft.js';
import { judge } from '../../src/dialect/judge.js';
import type { Caveat } from '../../src/macaroon/macaroon.js';
import { firstParty, mintCaveats, mintTexts, ROOT_KEY } from '../support/macaroons.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');
const LATER = NOW + 3_600_000;
const EARLIER = NOW - 3_600_000;
const BASE = ['gen = 1', 'user_id = @alice:hs.test', 'type = access'];
const THIRD: Caveat = {
  party: 'third',
  identifier: Buffer.from('x'),
  verificationId: new Uint8Array(72),
  location: Buffer.from('https://third.example'),
};

function judgeTexts(texts: readonly string[], purpose: Purpose = 'access') {
  return judge({ macaroon: mintTexts(...texts), dialect: DRAFT, now: NOW, key: ROOT_KEY, purpose });
}

describe('the draft dialect', () => {
  test('accepts its own token, and says whose it is', () => {
    expect(judgeTexts(BASE)).toEqual({
      dialect: 'draft',
      accepted: 'yes',
      grant: { userId: '@alice:hs.test', type: 'access', guest: false },
      signature: { state: 'valid' },
      caveats: [
        { index: 1, state: 'met', code: 'generation-met', reason: 'It is generation 1.' },
        { index: 2, state: 'met', code: 'user-met', reason: 'It names the user the token is for.' },
        {
          index: 3,
          state: 'met',
          code: 'type-met',
          reason: 'It allows requests other than a token refresh or a login.',
        },
      ],
      objections: [],
    });
  });

  test.each([
    ['gen = 1', 'met', 'generation-met'],
    ['gen = 2', 'unmet', 'generation-unmet'],
    ['gen = 01', 'unmet', 'generation-unmet'],
    ['gen == 1', 'unknown', 'operator-unknown'],
    ['Gen = 1', 'unknown', 'key-unknown'],
    ['gen=1', 'malformed', 'not-the-grammar'],
    ['gen =  1', 'malformed', 'not-the-grammar'],
    ['', 'malformed', 'not-the-grammar'],
    ['user_id = @alice:hs.test', 'met', 'user-met'],
    ['user_id = @mallory:hs.test', 'unmet', 'user-conflict'],
    ['user_id = alice', 'malformed', 'not-a-user-id'],
    ['user_id == @alice:hs.test', 'unknown', 'operator-unknown'],
    ['user_id < @alice:hs.test', 'unknown', 'operator-unknown'],
    ['type = access', 'met', 'type-met'],
    ['type = refresh', 'unmet', 'type-unmet'],
    ['type = login', 'unmet', 'type-unmet'],
    ['type = root', 'unmet', 'type-unmet'],
    [`time < ${NOW + 1}`, 'met', 'time-met'],
    [`time < ${NOW}`, 'unmet', 'time-unmet'],
    [`time > ${NOW - 1}`, 'met', 'time-met'],
    [`time > ${NOW}`, 'unmet', 'time-unmet'],
    [`time == ${NOW}`, 'met', 'time-met'],
    [`time == ${NOW + 1}`, 'unmet', 'time-unmet'],
    [`time < ${LATER / 1000}`, 'unmet', 'time-unmet-seconds'],
    [`time > ${EARLIER / 1000}`, 'met', 'time-met'],
    [`time <= ${LATER}`, 'unknown', 'operator-unknown'],
    ['time constructor 1', 'unknown', 'operator-unknown'],
    ['time < soon', 'malformed', 'not-a-time'],
    ['time < 1e15', 'malformed', 'not-a-time'],
    ['nonce = abc', 'unknown', 'key-unknown'],
    ['guest = true', 'unknown', 'key-unknown'],
    ['foo = bar', 'unknown', 'key-unknown'],
    ['ui_auth_session_id = ', 'malformed', 'not-the-grammar'],
  ])('%j is %s: %s', (text, state, code) => {
    const { caveats, accepted, objections } = judgeTexts([...BASE, text]);
    expect(caveats[3]).toMatchObject({ index: 4, state, code });
    expect(accepted).toBe(state === 'met' ? 'yes' : 'no');
    expect(objections).toMatchObject(state === 'met' ? [] : [{ code, caveats: [4] }]);
  });

  test.each<[string, Purpose, 'yes' | 'no']>([
    ['access', 'access', 'yes'],
    ['access', 'refresh', 'no'],
    ['access', 'login', 'no'],
    ['refresh', 'access', 'no'],
    ['refresh', 'refresh', 'yes'],
    ['refresh', 'login', 'no'],
    ['login', 'access', 'no'],
    ['login', 'login', 'yes'],
  ])('a token of type %s presented for %s: %s', (type, purpose, accepted) => {
    expect(judgeTexts(['gen = 1', 'user_id = @alice:hs.test', `type = ${type}`], purpose).accepted).toBe(accepted);
  });

  test('the last user does not win', () => {
    const { accepted, grant, objections } = judgeTexts([...BASE, 'user_id = @mallory:hs.test']);
    expect([accepted, grant.userId]).toEqual(['no', '@alice:hs.test']);
    expect(objections).toEqual([
      {
        code: 'user-conflict',
        reason: 'The token is already limited to @alice:hs.test, so it cannot be for @mallory:hs.test.',
        fix: 'Caveats cannot be removed: attenuate the original token again, without this one.',
        caveats: [4],
      },
    ]);
  });

  test('a token that names no user is nobody’s', () => {
    const { accepted, objections } = judgeTexts(['gen = 1', 'type = access']);
    expect([accepted, objections]).toEqual([
      'no',
      [{ code: 'no-user', reason: "No caveat names a user, so the token is nobody's.", caveats: [] }],
    ]);
  });

  test('a request about another user does not meet the user caveat', () => {
    const input = { macaroon: mintTexts(...BASE), dialect: DRAFT, now: NOW, key: ROOT_KEY };
    expect(judge({ ...input, user: '@bob:hs.test' })).toMatchObject({
      accepted: 'no',
      objections: [{ code: 'user-unmet', caveats: [2] }],
    });
    expect(judge({ ...input, user: '@alice:hs.test' }).accepted).toBe('yes');
  });

  test('third parties are not asked, and bytes that are not text are not guessed at', () => {
    const caveats = [...BASE.map(firstParty), THIRD, { party: 'first', identifier: new Uint8Array([0xff]) } as const];
    expect(judge({ macaroon: mintCaveats(caveats), dialect: DRAFT, now: NOW, key: ROOT_KEY })).toMatchObject({
      accepted: 'no',
      objections: [
        { code: 'third-party', caveats: [4] },
        { code: 'not-text', caveats: [5] },
      ],
    });
  });

  test('quotes nothing hostile', () => {
    const { objections } = judgeTexts([...BASE, 'user_id = @\u001b[31m:hs.test', 'type = \u202eadmin']);
    expect(objections.map(({ reason }) => reason)).toEqual([
      'The token is already limited to @alice:hs.test, so it cannot be for @\\u{1b}[31m:hs.test.',
      'A token of type "\\u{202e}admin" is no good for requests other than a token refresh or a login.',
    ]);
  });
});

describe('the signature', () => {
  const macaroon = mintTexts(...BASE);

  test('without a key it is skipped, and a token that nothing speaks against is undetermined', () => {
    expect(judge({ macaroon, dialect: DRAFT, now: NOW })).toMatchObject({
      accepted: 'undetermined',
      signature: { state: 'skipped' },
      objections: [],
    });
  });

  test('without a key, an unmet caveat is enough for no', () => {
    const expired = mintTexts(...BASE, `time < ${EARLIER}`);
    expect(judge({ macaroon: expired, dialect: DRAFT, now: NOW }).accepted).toBe('no');
  });

  test('another key', () => {
    expect(judge({ macaroon, dialect: DRAFT, now: NOW, key: Buffer.from('another') })).toMatchObject({
      accepted: 'no',
      signature: { state: 'mismatch' },
      objections: [
        {
          code: 'signature-mismatch',
          reason: 'The signature does not match: another key signed the token, or it was changed after signing.',
          caveats: [],
        },
      ],
    });
  });

  test.each([
    ['at the end', [4, 5]],
    ['in the middle', [2]],
    ['in front', [1, 2, 3]],
  ])('caveats put in without signing, %s', (_where, unsigned) => {
    const caveats = [...macaroon.caveats];
    for (const index of unsigned) caveats.splice(index - 1, 0, firstParty(`foo = ${index}`));
    const judgement = judge({ macaroon: { ...macaroon, caveats }, dialect: DRAFT, now: NOW, key: ROOT_KEY });
    expect(judgement).toMatchObject({ accepted: 'no', signature: { state: 'unsigned', caveats: unsigned } });
    expect(judgement.caveats.filter(({ state }) => state === 'unsigned').map(({ index }) => index)).toEqual(unsigned);
    expect(judgement.objections).toMatchObject([{ code: 'signature-unsigned', caveats: unsigned }]);
  });

  test('says which caveats are not signed, and what to do', () => {
    const appended = {
      ...macaroon,
      caveats: [...macaroon.caveats, firstParty('foo = bar'), firstParty(`time < ${LATER}`)],
    };
    expect(judge({ macaroon: appended, dialect: DRAFT, now: NOW, key: ROOT_KEY }).objections).toEqual([
      {
        code: 'signature-unsigned',
        reason: 'The signature does not cover caveats 4 and 5: put in without signing.',
        fix: 'Attenuate the original token with a program that signs, such as: matrix-token attenuate',
        caveats: [4, 5],
      },
    ]);
  });

  test('a signature that lost its end', () => {
    const cut = { ...macaroon, signature: macaroon.signature.subarray(0, 31) };
    expect(judge({ macaroon: cut, dialect: DRAFT, now: NOW, key: ROOT_KEY })).toMatchObject({
      accepted: 'no',
      signature: { state: 'truncated', bytes: 31 },
      objections: [
        {
          code: 'signature-truncated',
          reason: 'The token lost its end: of its signature only the first 31 bytes are there, and they match.',
        },
      ],
    });
  });

  test('a thousand caveats that no key fits are judged at once', () => {
    const many = mintTexts(...Array.from({ length: 1000 }, () => 'gen = 1'));
    const started = performance.now();
    expect(judge({ macaroon: many, dialect: DRAFT, now: NOW, key: Buffer.from('another') }).accepted).toBe('no');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test.each([0, 15, 33])('a signature of %i bytes does not match', (length) => {
    const cut = { ...macaroon, signature: Buffer.alloc(33, macaroon.signature).subarray(0, length) };
    expect(judge({ macaroon: cut, dialect: DRAFT, now: NOW, key: ROOT_KEY }).signature.state).toBe('mismatch');
  });
});
