import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/caveat/finding.js';
import { lintCaveats } from '../../src/caveat/lint.js';
import { readCaveats } from '../../src/caveat/read.js';
import { CAVEAT_FINDINGS } from '../../src/wording/findings/caveats.js';
import { readTexts } from '../support/caveats.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');
const LATER = NOW + 3_600_000;
const AGAIN = 'Caveats cannot be removed: attenuate the original token again, with';

function lint(...texts: string[]): Finding[] {
  return lintCaveats(readTexts(...texts), NOW);
}

describe('lintCaveats', () => {
  const SINGLES: [string, string[]][] = [
    ['', ['caveat-empty']],
    [' gen = 1', ['caveat-leading-space']],
    ['user-id = @a:b', ['caveat-bad-key']],
    ['gen\t= 1', ['caveat-odd-space']],
    [`time <${LATER}`, ['caveat-missing-space']],
    [`time <  ${LATER}`, ['caveat-doubled-space']],
    ['guest', ['caveat-no-operator']],
    ['gen = ', ['caveat-no-value']],
    ['ui_auth_session_id = ', ['caveat-issued-empty']],
    ['gen = 1 ', ['caveat-trailing-space', 'generation-unknown']],
    ['user_id = @alice:hs.test\u00a0', ['caveat-hidden-character', 'user-id-malformed']],
    ['nonce = a\u200bb', ['caveat-hidden-character']],
    ['app_id = \u001b[31mx', ['caveat-hidden-character']],
    ['app_id = p\u0430ypal', ['mixed-scripts']],
    ['app_id = \uff41dmin', ['mixed-scripts']],
    ['foo = bar', ['key-unknown']],
    ['Type = access', ['key-unknown']],
    ['expires < 1', ['key-unknown']],
    ['user_id == @a:b', ['operator-unknown']],
    [`time <= ${LATER}`, ['operator-unknown']],
    [`time =< ${LATER}`, ['operator-unknown']],
    ['gen = 2', ['generation-unknown']],
    ['type = root', ['type-unknown']],
    ['type = refresh', ['type-refresh']],
    ['type = login', ['type-login']],
    ['user_id = alice', ['user-id-malformed']],
    ['guest = false', ['guest-unknown']],
    ['time < soon', ['time-not-digits']],
    ['time < 1e15', ['time-not-digits']],
    ['time < 2026-01-01T00:00:00Z', ['time-not-digits']],
    ['time < 17672256000000000000', ['time-out-of-range']],
    ['time < 1767225600', ['time-in-seconds']],
    ['time < 1767225600000000', ['time-in-microseconds']],
    ['time < 143', ['time-second-of-minute']],
    [`time < ${NOW}`, ['time-expired']],
    [`time == ${NOW - 1}`, ['time-expired']],
    [`time > ${NOW}`, ['time-not-yet']],
    [`time == ${NOW + 1}`, ['time-not-yet']],
  ];

  test.each([
    [['gen = 1', 'user_id = @alice:hs.test', 'type = access', `time < ${LATER}`, `time > ${NOW - 1}`]],
    [['gen = 1', 'type = access', 'user_id = @1:hs.test', 'nonce = 3s5=5Wa9:Oimh1,b', 'guest = true']],
    [['user_id = @alice:[::1]:8448', `time == ${NOW}`]],
  ])('finds nothing wrong with %j', (texts) => {
    expect(lint(...texts)).toEqual([]);
  });

  test('seconds where milliseconds are meant', () => {
    expect(lint('gen = 1', 'time < 1767225600')).toEqual([
      {
        code: 'time-in-seconds',
        severity: 'error',
        caveat: 2,
        message:
          '1767225600 looks like seconds (2026-01-01T00:00:00.000Z), but the unit is milliseconds: servers read 1970-01-21T10:53:45.600Z.',
        fix: `${AGAIN} "time < 1767225600000".`,
      },
    ]);
  });

  test('a missing space, with the form that was meant', () => {
    expect(lint(`time<${LATER}`)).toEqual([
      {
        code: 'caveat-missing-space',
        severity: 'error',
        caveat: 1,
        byte: 4,
        message: 'A space is missing at byte 4: servers compare caveats byte for byte and will not know this one.',
        fix: `${AGAIN} "time < VALUE".`,
      },
    ]);
  });

  test.each(SINGLES)('%j: %j', (text, codes) => {
    expect(lint(text).map(({ code, caveat }) => [code, caveat])).toEqual(codes.map((code) => [code, 1]));
  });

  test.each([
    ['user-id = @a:b', `${AGAIN} the key user_id.`],
    ['Type = access', `${AGAIN} the key type.`],
    ['expires < 1', `${AGAIN} the key time.`],
    ['user_id == @a:b', `${AGAIN} user_id and one of: =.`],
    ['time <= 1', `${AGAIN} time and one of: <, >, ==.`],
    ['time < 2026-01-01T00:00:00Z', `${AGAIN} "time < 1767225600000".`],
    ['time > soon', `${AGAIN} "time > MILLISECONDS".`],
    ['gen  = 1', `${AGAIN} "gen = VALUE".`],
    ['foo=bar', `${AGAIN} "key operator value", with one space on each side of the operator.`],
  ])('%j is mended by: %s', (text, fix) => {
    expect(lint(text)[0]?.fix).toBe(fix);
  });

  test('contradictions stand with the last caveat they are between, in caveat order', () => {
    const texts = [
      'user_id = @a:b',
      'time < 1',
      'type = access',
      'user_id = @c:d',
      `time > ${NOW - 1}`,
      'type = login',
    ];
    const found = lint(...texts).map(({ code, caveat, message }) => [caveat, code, message]);
    expect(found).toEqual([
      [2, 'time-expired', 'The token expired at 1970-01-01T00:00:00.001Z.'],
      [
        4,
        'users-differ',
        'Caveats 1 and 4 name different users, so the token is valid for nobody. (Synapse up to 0.16.1 took the last one.)',
      ],
      [5, 'window-empty', 'Caveats 2 and 5 leave no moment at which the token is valid.'],
      [6, 'type-login', 'This is a login token: good for one login, refused as an access token.'],
      [6, 'types-differ', 'Caveats 3 and 6 name different types, so the token allows nothing.'],
    ]);
  });

  test('caveats that change nothing', () => {
    const texts = ['guest = true', `time < ${LATER}`, 'guest = true', `time < ${LATER + 1}`, `time < ${LATER - 1}`];
    expect(lint(...texts).map(({ code, caveat, message }) => [caveat, code, message])).toEqual([
      [3, 'caveat-repeated', 'The same caveat as number 1: it changes nothing.'],
      [4, 'time-redundant', 'Caveat 2 is narrower already: this one changes nothing. Caveats cannot widen a token.'],
    ]);
  });

  test('letters of two scripts in one word, by their code point', () => {
    expect(lint('user_id = @\u0430dmin:hs.test').map(({ code, message }) => [code, message])).toContainEqual([
      'mixed-scripts',
      'A word mixes letters of Latin and Cyrillic that look alike (U+0430): it is not what it seems to say.',
    ]);
    expect(lint('app_id = \u043f\u0440\u0438\u0432\u0435\u0442 world')).toEqual([]);
  });

  test('bytes that are not text, and third parties', () => {
    const location = Buffer.from('https://third.example/\u001b[2J');
    const caveats = readCaveats([
      { party: 'first', identifier: new Uint8Array([0xff, 0x00]) },
      { party: 'third', identifier: new Uint8Array(), verificationId: new Uint8Array(), location },
    ]);
    expect(lintCaveats(caveats, NOW)).toEqual([
      {
        code: 'caveat-not-text',
        severity: 'error',
        caveat: 1,
        message: "The caveat's 2 bytes are not UTF-8 text, so no homeserver can know it.",
      },
      {
        code: 'caveat-third-party',
        severity: 'warning',
        caveat: 2,
        message:
          'A third party (https://third.example/\\u{1b}[2J) must confirm this caveat with a discharge macaroon; homeservers know no such thing and reject the token.',
      },
    ]);
  });

  test('every finding about caveats occurs above', () => {
    const texts = [
      ...SINGLES.map(([text]) => text),
      'user_id = @a:b',
      'user_id = @c:d',
      'type = access',
      'guest = true',
      'guest = true',
      `time < ${LATER + 1}`,
    ];
    const occurring = new Set<string>(lint(...texts).map(({ code }) => code));
    const unseen = Object.keys(CAVEAT_FINDINGS).filter((code) => !occurring.has(code));
    expect(unseen).toEqual(['caveat-not-text', 'caveat-third-party']); // which are no text
  });

  test('nothing hostile reaches a message, and nothing of the token a fix', () => {
    const hostile = fc.constantFrom('\u001b[31mevil', '\u202eevil', 'evil\n', 'evil`rm`', '$(evil)', "evil'");
    const shape = fc.constantFrom(
      'gen = X',
      'X = 1',
      'time X 1',
      'user_id = X',
      'type = X',
      'X',
      'X=1',
      'time < X',
      'gen=X',
    );
    const texts = fc.tuple(shape, hostile).map(([text, value]) => text.replace('X', () => value));
    fc.assert(
      fc.property(texts, (text) => {
        for (const { message, fix } of lint(text)) {
          expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
          expect(fix ?? '').not.toContain('evil');
        }
      }),
    );
  });

  test.each([
    'nonce =SECRET x',
    'nonce=SECRET',
    'nonce  = SECRET',
    'state SECRET',
    'pushkey = SECRET\t',
    'code_verifier == SECRET',
    'Nonce = SECRET',
  ])('does not repeat the secret of %j', (text) => {
    const found = lint(text);
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found)).not.toContain('SECRET');
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => void lint(...texts)));
  });
});
