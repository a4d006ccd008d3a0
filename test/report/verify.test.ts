import { describe, expect, test } from '@jest/globals';
import { exitOfVerification, type VerifyReport } from '../../src/report/verify.js';
import { NOW } from '../support/fake-io.js';
import { splice } from '../support/macaroons.js';
import { schemaOf } from '../support/schema.js';
import { findMacaroon, JWT, SYNAPSE_ACCESS } from '../support/tokens.js';
import { guestMacaroon, guestToken, tokenOf, verify } from '../support/verify.js';

const expectSchema = schemaOf('verify');
const UNKNOWN_TOKEN = { status: 401, errcode: 'M_UNKNOWN_TOKEN', error: 'Invalid access token passed.' };
const MISMATCH =
  "Invalid access token in auth: <class 'pymacaroons.exceptions.MacaroonInvalidSignatureException'> Signatures do not match.";

/** The parts of a report that say what is wrong. */
function essence(report: VerifyReport) {
  expectSchema(report);
  const { verdict, objections, answer, reason } = report;
  return { verdict, exit: exitOfVerification(report), codes: objections.map(({ code }) => code), reason, answer };
}

function lastCaveat({ caveats }: VerifyReport) {
  const { state, code } = caveats.at(-1) ?? {};
  return { state, code };
}

describe('each thing that Synapse answers alike has its own reason and its predicted answer', () => {
  test('a token that is as it was issued', () => {
    expect(essence(verify(guestToken()))).toEqual({
      verdict: 'accepted',
      exit: 0,
      codes: [],
      reason: 'Nothing in it speaks against it.',
      answer: { status: 200, errcode: null, error: null, log: null },
    });
  });

  test('wrong root key', () => {
    expect(essence(verify(guestToken(), { keys: ['another'] }))).toEqual({
      verdict: 'refused',
      exit: 7,
      codes: ['signature-mismatch'],
      reason: 'The signature does not match: another key signed the token, or it was changed after signing.',
      answer: { ...UNKNOWN_TOKEN, log: MISMATCH },
    });
  });

  test('unknown caveat', () => {
    const report = verify(guestToken('room_id = !a:hs.test'));
    expect(essence(report)).toEqual({
      verdict: 'refused',
      exit: 6,
      codes: ['key-unknown'],
      reason: 'Caveat 6: This verifier does not know "room_id", so it must reject the token.',
      answer: { ...UNKNOWN_TOKEN, log: MISMATCH },
    });
    expect(lastCaveat(report)).toEqual({ state: 'unknown', code: 'key-unknown' });
    expect(report.misleading).toMatch(/^The log blames the signature, but the signature is right/);
  });

  test('expired', () => {
    const report = verify(guestToken(`time < ${NOW}`));
    expect(essence(report)).toEqual({
      verdict: 'refused',
      exit: 6,
      codes: ['time-unmet'],
      reason: 'Caveat 6: It expired at 2026-01-02T03:04:05.000Z.',
      answer: { ...UNKNOWN_TOKEN, log: MISMATCH },
    });
    expect(essence(verify(guestToken(`time < ${NOW}`), { now: NOW - 1 }))).toMatchObject({
      verdict: 'accepted',
      exit: 0,
    });
  });

  test('seconds instead of milliseconds', () => {
    expect(essence(verify(guestToken('time < 1800000000')))).toMatchObject({
      exit: 6,
      codes: ['time-unmet-seconds'],
      reason: expect.stringContaining('looks like seconds (2027-01-15T08:00:00.000Z); the unit is milliseconds.'),
      answer: { ...UNKNOWN_TOKEN, log: MISMATCH },
    });
  });

  test.each([
    ['missing spaces', 'time<4102444800000', 'not-the-grammar', 'malformed'],
    ['a doubled space before the operator', 'time  < 4102444800000', 'not-the-grammar', 'malformed'],
    ['a doubled space in a text', 'gen  = 1', 'not-the-grammar', 'malformed'],
  ])('%s', (_, caveat, code, state) => {
    const report = verify(guestToken(caveat));
    expect(essence(report)).toMatchObject({ exit: 6, codes: [code], answer: { ...UNKNOWN_TOKEN, log: MISMATCH } });
    expect(lastCaveat(report)).toEqual({ state, code });
  });

  test('a doubled space before the number is accepted', () => {
    expect(essence(verify(guestToken('time <  4102444800000')))).toMatchObject({ verdict: 'accepted', exit: 0 });
  });

  test.each(['soon', '1e15', '1.5'])('a time that is no integer: %s', (value) => {
    const report = verify(guestToken(`time < ${value}`));
    expect(essence(report)).toMatchObject({
      exit: 6,
      codes: ['not-an-int'],
      reason: `Caveat 6: Python's int() cannot read "${value}", which stops the verifier with an exception.`,
      answer: {
        ...UNKNOWN_TOKEN,
        log: "Invalid access token in auth: <class 'ValueError'> invalid literal for int() with base 10: ….",
      },
    });
    expect(report.misleading).toBeNull();
  });

  test('two different user_ids', () => {
    expect(essence(verify(guestToken('user_id = @admin:hs.test')))).toMatchObject({
      exit: 6,
      codes: ['user-conflict-raised'],
      reason: expect.stringContaining('already limited to @1:hs.test, so it cannot be for @admin:hs.test'),
      answer: {
        ...UNKNOWN_TOKEN,
        log: expect.stringContaining("MacaroonVerificationFailedException'> Conflicting values for caveat user_id"),
      },
    });
  });

  test.each([1, 2, 4, 20])('a token that lost its end: %d characters', (lost) => {
    const report = verify(guestToken().slice(0, -lost));
    const { codes, exit, reason, answer, verdict } = essence(report);
    expect({ verdict, exit, code: codes[0], answer: { ...answer, log: null } }).toEqual({
      verdict: 'refused',
      exit: 7,
      code: 'signature-truncated',
      answer: { ...UNKNOWN_TOKEN, log: null },
    });
    expect(reason).toMatch(/^The token lost its end: of its signature only the first \d+ bytes are there/);
    expect(report.key).toMatchObject({ state: 'match', name: 'the key file' });
  });

  test('caveats appended without signing: a met one breaks the signature', () => {
    const report = verify(tokenOf(splice(guestMacaroon(), 6, 'nonce = q')));
    expect(essence(report)).toMatchObject({
      exit: 7,
      codes: ['signature-unsigned'],
      reason: 'The signature does not cover caveat 6: put in without signing.',
      answer: { ...UNKNOWN_TOKEN, log: MISMATCH },
    });
    expect(lastCaveat(report)).toEqual({ state: 'unsigned', code: 'unsigned' });
  });

  test.each([6, 2])('a caveat put in at place %d without signing that is not met goes unnoticed', (place) => {
    const report = verify(tokenOf(splice(guestMacaroon(), place, 'time < 1')));
    expect(essence(report)).toMatchObject({ verdict: 'accepted', exit: 0, codes: [], answer: { status: 200 } });
    expect(report.caveats[place - 1]).toMatchObject({ state: 'unsigned', code: 'unsigned-unnoticed' });
    expect(report.misleading).toMatch(/^The server accepts it although not every caveat is signed/);
  });

  test('a stray line end or quote is accepted or refused by nothing but the length of the token', () => {
    const outcomes = ['', '=', '==', '==='].map((_, added) => {
      const token = guestToken(`nonce = ${'x'.repeat(added)}`);
      const { verdict, asGiven } = verify(`${token}\n`);
      expect(verdict).toBe('accepted');
      return [token.length % 4, asGiven?.verdict, asGiven?.answer?.status];
    });
    expect(new Set(outcomes.map((outcome) => outcome.join(' ')))).toEqual(
      new Set(['0 accepted 200', '2 refused 401', '3 refused 401']),
    );
  });

  test('a stray quote', () => {
    const token = guestToken('nonce = x');
    expect([token.length % 4, verify(`"${token}`).asGiven]).toEqual([
      3,
      {
        verdict: 'refused',
        reason: "The server's own reader cannot read the token: binascii.Error: Incorrect padding.",
        answer: {
          ...UNKNOWN_TOKEN,
          log: "Invalid access token in auth: <class 'binascii.Error'> Incorrect padding.",
        },
      },
    ]);
  });

  test('a character that the server does not even expect: it answers 500', () => {
    const token = guestToken();
    const report = verify(`${token.slice(0, 30)}\u200b${token.slice(30)}`);
    expect(essence(report)).toMatchObject({
      answer: { status: 500, errcode: 'M_UNKNOWN', error: 'Internal server error' },
    });
  });

  test('a guest token used for a regular user', () => {
    expect(essence(verify(guestToken(), { account: 'regular' }))).toEqual({
      verdict: 'refused',
      exit: 6,
      codes: ['guest-is-regular'],
      reason:
        "@1:hs.test is a regular account (perhaps a guest that has since registered), and this is a guest's token.",
      answer: { ...UNKNOWN_TOKEN, error: 'Guest access token used for regular user', log: null },
    });
  });

  test('the signature goes before the caveats: a token that nobody signed may say anything', () => {
    const { codes, exit } = essence(verify(guestToken('foo = bar'), { keys: ['another'] }));
    expect([codes, exit]).toEqual([['signature-mismatch', 'key-unknown'], 7]);
  });
});

describe('what cannot be told offline', () => {
  test.each([SYNAPSE_ACCESS, JWT, 'c29tZXRoaW5nLW9wYXF1ZQ'])('a token that is no macaroon: %s', (token) => {
    const report = verify(token);
    expect(essence(report)).toMatchObject({ verdict: 'not-applicable', exit: 9, codes: [] });
  });

  test('without a key, whether it is signed', () => {
    expect(essence(verify(guestToken(), { keys: [] }))).toMatchObject({ verdict: 'undetermined', exit: 9 });
    const { reason, exit } = essence(verify(guestToken('foo = bar'), { keys: [] }));
    expect(exit).toBe(6);
    expect(reason).toMatch(/^A caveat is not met, but without the key nobody can tell whether it is signed. Caveat 6/);
  });

  test('a regular token of the macaroon era, which the server looks up', () => {
    const token = findMacaroon('regular access token (macaroon era), Synapse 1.0.0');
    expect(essence(verify(token))).toEqual({
      verdict: 'undetermined',
      exit: 9,
      codes: [],
      reason: 'Nothing in it speaks against it, but the server looks its exact text up in the database.',
      answer: null,
    });
    expect(essence(verify(token, { keys: ['another'] }))).toMatchObject({ verdict: 'undetermined', exit: 7 });
  });
});

test('--user: accepted, but for another user', () => {
  expect(essence(verify(guestToken(), { user: '@1:hs.test' }))).toMatchObject({ verdict: 'accepted', exit: 0 });
  const report = verify(guestToken(), { user: '@2:hs.test' });
  expect(essence(report)).toMatchObject({
    verdict: 'accepted',
    exit: 6,
    reason: 'It is accepted, but for another user than --user names.',
  });
  expect(report.user).toEqual({ userId: '@1:hs.test', guest: true, expected: false });
});
