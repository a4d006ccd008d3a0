import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../src/dialect/dialect.js';
import { judge } from '../../../src/dialect/judge.js';
import {
  SYNAPSE_GUEST,
  SYNAPSE_GUEST_0_12,
  SYNAPSE_GUEST_0_18_5,
  SYNAPSE_GUEST_1_3,
  SYNAPSE_GUEST_1_30,
} from '../../../src/dialect/synapse/guest.js';
import type { Macaroon } from '../../../src/macaroon/macaroon.js';
import { firstParty, mintCaveats, mintTexts, ROOT_KEY, splice } from '../../support/macaroons.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');
const FUTURE = NOW + 600_000;
const PAST = NOW - 600_000;
const GUEST = ['gen = 1', 'type = access', 'user_id = @1:hs.test', 'nonce = abcdefgh12345678', 'guest = true'];
const EXCEPTIONS = 'pymacaroons.exceptions';
const MISMATCH = `<class '${EXCEPTIONS}.MacaroonInvalidSignatureException'> Signatures do not match`;

function judgeGuest(macaroon: Macaroon, dialect = SYNAPSE_GUEST, account?: Account) {
  return judge({ macaroon, dialect, now: NOW, key: ROOT_KEY, ...(account !== undefined && { account }) });
}

/** The table of facts that were seen on Synapse 1.160.0: a guest token with one more, signed caveat. */
describe('Synapse 1.62 and later, one more caveat', () => {
  test.each([
    ['gen = 1'],
    ['type = access'],
    ['user_id = @1:hs.test'],
    ['nonce = another'],
    ['nonce = '],
    ['guest = true'],
    [`time < ${FUTURE}`],
    [`time <  ${FUTURE} `],
    ['time < 9_999_999_999_999'],
    ['time < +9999999999999'],
    ['time < 99999999999999999999999'],
  ])('%j is accepted', (text) => {
    const { accepted, answer, grant, objections } = judgeGuest(mintTexts(...GUEST, text));
    expect({ accepted, status: answer?.status, userId: grant.userId, objections }).toEqual({
      accepted: 'yes',
      status: 200,
      userId: '@1:hs.test',
      objections: [],
    });
  });

  test.each([
    [`time < ${PAST}`, 'unmet', 'time-unmet', MISMATCH],
    [`time < ${NOW}`, 'unmet', 'time-unmet', MISMATCH],
    [`time < ${FUTURE / 1000}`, 'unmet', 'time-unmet-seconds', MISMATCH],
    ['time < -1', 'unmet', 'time-unmet-beyond', MISMATCH],
    ['time < soon', 'malformed', 'not-an-int', "<class 'ValueError'> invalid literal for int() with base 10: …"],
    ['time < 1e15', 'malformed', 'not-an-int', "<class 'ValueError'> invalid literal for int() with base 10: …"],
    ['time < 1.5', 'malformed', 'not-an-int', "<class 'ValueError'> invalid literal for int() with base 10: …"],
    [
      `time < ${'9'.repeat(5000)}`,
      'malformed',
      'not-an-int',
      "<class 'ValueError'> invalid literal for int() with base 10: …",
    ],
    [`time<${FUTURE}`, 'malformed', 'not-the-grammar', MISMATCH],
    [`time > ${PAST}`, 'unknown', 'prefix-unmet', MISMATCH],
    ['gen = 2', 'unmet', 'exact-text-unmet', MISMATCH],
    ['type = refresh', 'unmet', 'exact-text-unmet', MISMATCH],
    ['guest = false', 'unmet', 'exact-text-unmet', MISMATCH],
    ['foo = bar', 'unknown', 'key-unknown', MISMATCH],
    ['room_id = !a:hs.test', 'unknown', 'key-unknown', MISMATCH],
    ['', 'malformed', 'not-the-grammar', MISMATCH],
    [
      'user_id = @alice:hs.test',
      'unmet',
      'user-conflict-raised',
      `<class '${EXCEPTIONS}.MacaroonVerificationFailedException'> Conflicting values for caveat user_id`,
    ],
  ])('%j is refused: %s, %s', (text, state, code, raised) => {
    const { accepted, answer, caveats, objections } = judgeGuest(mintTexts(...GUEST, text));
    expect(caveats[5]).toMatchObject({ index: 6, state, code });
    expect(objections).toMatchObject([{ code, caveats: [6] }]);
    expect({ accepted, answer }).toEqual({
      accepted: 'no',
      answer: {
        status: 401,
        errcode: 'M_UNKNOWN_TOKEN',
        error: 'Invalid access token passed.',
        log: `Invalid access token in auth: ${raised}.`,
      },
    });
  });
});

describe('Synapse 1.62 and later, caveats that are not signed', () => {
  const guest = mintTexts(...GUEST);

  test.each([
    ['foo = bar', 'yes'],
    ['time < 1', 'yes'],
    ['gen = 2', 'yes'],
    ['nonce = q', 'no'], // met, so it counts
    ['time < soon', 'no'], // an exception, signed or not
    ['user_id = @alice:hs.test', 'no'],
  ])('%j: accepted %s', (text, accepted) => {
    for (const index of [1, 3, 6]) {
      const judgement = judgeGuest(splice(guest, index, text));
      expect(judgement.accepted).toBe(accepted);
      expect(judgement.objections.length > 0).toBe(accepted === 'no');
    }
  });

  test('two in different places go unnoticed too', () => {
    const spliced = splice(splice(guest, 6, 'foo = bar'), 2, `time < ${PAST}`);
    expect(judgeGuest(spliced)).toMatchObject({ accepted: 'yes', signature: { state: 'unsigned', caveats: [2, 7] } });
  });

  test('without the key nobody can tell whether a caveat that is not met counts', () => {
    const expired = mintTexts(...GUEST, `time < ${PAST}`);
    const { accepted, objections } = judge({ macaroon: expired, dialect: SYNAPSE_GUEST, now: NOW });
    expect([accepted, objections.map(({ code }) => code)]).toEqual(['undetermined', ['time-unmet']]);
  });

  test('but an exception needs no key', () => {
    const macaroon = mintTexts(...GUEST, 'time < soon');
    expect(judge({ macaroon, dialect: SYNAPSE_GUEST, now: NOW }).accepted).toBe('no');
  });
});

describe('Synapse 1.62 and later, the token as a whole', () => {
  test('presence of gen, type and nonce is not required', () => {
    expect(judgeGuest(mintTexts('user_id = @1:hs.test', 'guest = true')).accepted).toBe('yes');
  });

  test.each([
    ['no user', mintTexts('gen = 1', 'guest = true'), ['no-user'], 'No user_id caveat in macaroon'],
    ['no guest', mintTexts('user_id = @1:hs.test'), ['not-a-guest-token'], 'Macaroon is not a guest token'],
    ['V2', { ...mintTexts(...GUEST), version: 2 as const }, ['only-v1'], 'startswith first arg must be bytes'],
    [
      'a third party',
      mintCaveats([
        ...GUEST.map(firstParty),
        { party: 'third', identifier: Buffer.from('x'), verificationId: Buffer.alloc(72), location: Buffer.from('l') },
      ]),
      ['third-party'],
      "'NoneType' object is not iterable",
    ],
    [
      'bytes that are not text',
      mintCaveats([...GUEST.map(firstParty), { party: 'first', identifier: Buffer.from([0xff]) }]),
      ['not-text'],
      "'utf-8' codec can't decode",
    ],
  ])('%s', (_name, macaroon, codes, raised) => {
    const { accepted, answer, objections } = judgeGuest(macaroon);
    expect([accepted, objections.map(({ code }) => code)]).toEqual(['no', codes]);
    expect(answer?.error).toBe('Invalid access token passed.');
    expect(answer?.log).toContain(raised);
  });

  test.each<[Account, string | null]>([
    ['guest', null],
    ['regular', 'Guest access token used for regular user'],
    ['missing', 'Unknown user_id @1:hs.test'],
  ])('an account that is %s', (account, error) => {
    const { accepted, answer } = judgeGuest(mintTexts(...GUEST), SYNAPSE_GUEST, account);
    expect([accepted, answer?.error]).toEqual([error === null ? 'yes' : 'no', error]);
  });

  test('the macaroon is refused before the account is looked up', () => {
    const { answer } = judgeGuest(mintTexts(...GUEST, 'foo = bar'), SYNAPSE_GUEST, 'missing');
    expect(answer?.error).toBe('Invalid access token passed.');
  });
});

describe('what earlier releases did otherwise', () => {
  const expired = mintTexts(...GUEST, `time < ${PAST}`);
  const stolen = mintTexts(...GUEST.filter((text) => !text.startsWith('nonce')), 'user_id = @alice:hs.test');
  const splicedUser = splice(mintTexts(...GUEST), 6, 'user_id = @alice:hs.test');

  test.each([
    [SYNAPSE_GUEST, 'no', 'no', 'no'],
    [SYNAPSE_GUEST_1_30, 'no', 'no', 'no'],
    [SYNAPSE_GUEST_1_3, 'no', 'no', 'yes'],
    [SYNAPSE_GUEST_0_18_5, 'yes', 'no', 'yes'],
    [SYNAPSE_GUEST_0_12, 'no', 'yes', 'no'], // it knew no nonce yet
  ])('$id', (dialect, ofExpired, ofStolen, ofSpliced) => {
    const judged = [expired, stolen, splicedUser].map((macaroon) => judgeGuest(macaroon, dialect).accepted);
    expect(judged).toEqual([ofExpired, ofStolen, ofSpliced]);
  });

  test('up to 0.16.1, a guest could append a user and become them', () => {
    expect(judgeGuest(stolen, SYNAPSE_GUEST_0_12).grant).toEqual({
      userId: '@alice:hs.test',
      type: 'access',
      guest: true,
    });
  });

  test('up to 1.58, every refusal said "macaroon"', () => {
    expect(judgeGuest(mintTexts(...GUEST, 'foo = bar'), SYNAPSE_GUEST_1_30).answer).toEqual({
      status: 401,
      errcode: 'M_UNKNOWN_TOKEN',
      error: 'Invalid macaroon passed.',
      log: `Invalid macaroon in auth: ${MISMATCH}`,
    });
  });
});
