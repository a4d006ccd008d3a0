import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { effectiveRights, type RightsState } from '../../src/caveat/effective.js';
import { readCaveats } from '../../src/caveat/read.js';
import { momentAt } from '../../src/caveat/time.js';
import { readTexts } from '../support/caveats.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');
const LATER = NOW + 3_600_000;
const EARLIER = NOW - 3_600_000;
const GUEST = ['gen = 1', 'type = access', 'user_id = @1:hs.test', 'nonce = abc', 'guest = true'];

describe('effectiveRights', () => {
  test("a Synapse guest's token", () => {
    expect(effectiveRights(readTexts(...GUEST), NOW)).toEqual({
      userId: '@1:hs.test',
      type: 'access',
      guest: true,
      notBefore: null,
      expires: null,
      state: 'live',
      causes: [],
    });
  });

  test('the earliest end and the latest beginning count', () => {
    const texts = [`time < ${LATER + 5}`, `time < ${LATER}`, `time > ${EARLIER}`, `time > ${EARLIER - 5}`];
    expect(effectiveRights(readTexts(...texts), NOW)).toMatchObject({
      notBefore: momentAt(EARLIER, NOW),
      expires: momentAt(LATER, NOW),
      state: 'live',
    });
  });

  test('no caveat at all is live, and nobody’s', () => {
    expect(effectiveRights([], NOW)).toMatchObject({ userId: null, type: null, guest: false, state: 'live' });
  });

  test.each<[string, string[], RightsState, string | null, number[]]>([
    ['before its end', [`time < ${NOW + 1}`], 'live', null, []],
    ['at its end', [`time < ${NOW}`], 'expired', 'expired', [1]],
    ['after its end', [`time < ${NOW - 1}`], 'expired', 'expired', [1]],
    ['at its beginning', [`time > ${NOW}`], 'not-yet', 'not-yet', [1]],
    ['after its beginning', [`time > ${NOW - 1}`], 'live', null, []],
    ['exactly at its moment', [`time == ${NOW}`], 'live', null, []],
    ['before its moment', [`time == ${LATER}`], 'not-yet', 'not-yet', [1]],
    ['after its moment', [`time == ${EARLIER}`], 'expired', 'expired', [1]],
    ['two moments', [`time == ${NOW}`, `time == ${LATER}`], 'never', 'window-empty', [1, 2]],
    ['a moment outside', [`time == ${LATER}`, 'gen = 1', `time < ${LATER}`], 'never', 'window-empty', [1, 3]],
    ['end before beginning', [`time > ${LATER}`, `time < ${NOW}`], 'never', 'window-empty', [1, 2]],
    ['end at beginning', [`time > ${NOW}`, `time < ${NOW}`], 'never', 'window-empty', [1, 2]],
    ['no whole ms between', [`time > ${NOW}`, `time < ${NOW + 1}`], 'never', 'window-empty', [1, 2]],
    ['one ms between', [`time > ${NOW - 1}`, `time < ${NOW + 1}`], 'live', null, []],
    ['two users', ['user_id = @a:b', 'gen = 1', 'user_id = @c:b'], 'never', 'users-differ', [1, 3]],
    ['the same user twice', ['user_id = @a:b', 'user_id = @a:b'], 'live', null, []],
    ['two types', ['type = access', 'type = refresh'], 'never', 'types-differ', [1, 2]],
    ['guest and not', ['guest = true', 'guest = false'], 'never', 'guest-differs', [1, 2]],
    ['generation 2', ['gen = 2'], 'never', 'generation', [1]],
    ['two generations', ['gen = 1', 'gen = 2'], 'never', 'generation', [2]],
    ['a contradiction and expired', ['gen = 2', `time < ${EARLIER}`], 'never', 'generation', [1]],
    ['unknown key', ['gen = 1', 'foo = bar'], 'undetermined', 'unclear', [2]],
    ['unknown operator', [`time <= ${LATER}`], 'undetermined', 'unclear', [1]],
    ['malformed', [`time<${LATER}`, ''], 'undetermined', 'unclear', [1, 2]],
    ['no time', ['time < soon'], 'undetermined', 'unclear', [1]],
    ['no user ID', ['user_id = alice'], 'undetermined', 'unclear', [1]],
    ['unknown type', ['type = root'], 'undetermined', 'unclear', [1]],
    ['unknown and expired', ['foo = bar', `time < ${EARLIER}`], 'expired', 'expired', [2]],
    ['unknown and not yet', ['foo = bar', `time > ${LATER}`], 'not-yet', 'not-yet', [2]],
    ['seconds for milliseconds', [`time < ${LATER / 1000}`], 'expired', 'expired', [1]],
    ['issued without a value', ['ui_auth_session_id = '], 'live', null, []],
  ])('%s', (_name, texts, state, code, caveats) => {
    const rights = effectiveRights(readTexts(...texts), NOW);
    expect(rights).toMatchObject({ state, causes: code === null ? [] : [{ code, caveats }] });
  });

  test("Dendrite's second of the minute is no expiry in 1970", () => {
    const rights = effectiveRights(readTexts('gen = 1', 'user_id = @a:b', 'time < 143'), NOW);
    expect(rights).toMatchObject({ expires: null, state: 'undetermined', causes: [{ code: 'unclear', caveats: [3] }] });
  });

  test('users or types that differ leave nobody and nothing', () => {
    const texts = ['user_id = @a:b', 'user_id = @c:d', 'type = access', 'type = login'];
    expect(effectiveRights(readTexts(...texts), NOW)).toMatchObject({ userId: null, type: null, state: 'never' });
  });

  test('bytes that are not text and third parties leave it undetermined', () => {
    const caveats = readCaveats([
      { party: 'first', identifier: new Uint8Array([0xc3, 0x28]) },
      { party: 'third', identifier: new Uint8Array(), verificationId: new Uint8Array(), location: new Uint8Array() },
    ]);
    expect(effectiveRights(caveats, NOW)).toMatchObject({
      state: 'undetermined',
      causes: [{ code: 'unclear', caveats: [1, 2] }],
    });
  });
});

const times = fc.constantFrom(EARLIER, NOW - 1, NOW, NOW + 1, LATER, LATER / 1000, 143).map(String);
const caveatTexts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...GUEST, 'gen = 2', 'foo = bar', 'type = refresh', 'user_id = @2:hs.test', 'guest = false', 'gen=1'),
  fc.tuple(fc.constantFrom('<', '>', '==', '<='), times).map(([operator, time]) => `time ${operator} ${time}`),
);

/** From what allows most to what allows least. */
const NARROWING: readonly RightsState[] = ['live', 'undetermined', 'not-yet', 'expired', 'never'];

describe('effectiveRights over arbitrary caveats', () => {
  test('never throws', () => {
    fc.assert(
      fc.property(fc.array(caveatTexts), fc.integer(), (texts, now) => {
        expect(NARROWING).toContain(effectiveRights(readTexts(...texts), now).state);
      }),
    );
  });

  test('one more caveat never widens what is left', () => {
    fc.assert(
      fc.property(fc.array(caveatTexts, { maxLength: 6 }), caveatTexts, (texts, added) => {
        const before = effectiveRights(readTexts(...texts), NOW);
        const after = effectiveRights(readTexts(...texts, added), NOW);
        expect(NARROWING.indexOf(after.state)).toBeGreaterThanOrEqual(NARROWING.indexOf(before.state));
        expect(after.expires?.ms ?? Infinity).toBeLessThanOrEqual(before.expires?.ms ?? Infinity);
        expect(after.notBefore?.ms ?? 0).toBeGreaterThanOrEqual(before.notBefore?.ms ?? 0);
        if (before.userId !== null) expect([before.userId, null]).toContain(after.userId);
        if (before.type !== null) expect([before.type, null]).toContain(after.type);
      }),
      { numRuns: 2000 },
    );
  });
});
