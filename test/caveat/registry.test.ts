import { describe, expect, test } from '@jest/globals';
import { nearestKey } from '../../src/caveat/nearest-key.js';
import { readCaveats, readCaveatText } from '../../src/caveat/read.js';
import { CAVEAT_SPECS, standingOf } from '../../src/caveat/registry.js';

describe('standingOf', () => {
  test.each([
    ['gen = 1', 'standard'],
    ['gen = 2', 'standard'],
    ['user_id = @a:b', 'standard'],
    ['type = access', 'standard'],
    ['time < soon', 'standard'],
    ['time > 1', 'standard'],
    ['time == 1', 'standard'],
    ['nonce = x', 'known'],
    ['guest = true', 'known'],
    ['pushkey = a@b', 'known'],
    ['ui_auth_session_id = ', 'known'],
    ['time <= 1', 'unknown'],
    ['user_id == @a:b', 'unknown'],
    ['Gen = 1', 'unknown'],
    ['room_id = !a:b', 'unknown'],
    ['constructor = 1', 'unknown'],
    ['__proto__ = 1', 'unknown'],
    ['gen = ', 'malformed'],
    ['gen=1', 'malformed'],
    ['ui_auth_session_id  = ', 'malformed'],
    ['ui_auth_session_id =', 'malformed'],
    ['', 'malformed'],
  ])('%j is %s', (text, standing) => {
    expect(standingOf(readCaveatText(text, 1))).toBe(standing);
  });

  test('bytes that are not text are malformed, and a third party is unknown to every homeserver', () => {
    const [notText, third] = readCaveats([
      { party: 'first', identifier: new Uint8Array([0xff]) },
      {
        party: 'third',
        identifier: new Uint8Array(),
        verificationId: new Uint8Array(72),
        location: Buffer.from('https://third.example'),
      },
    ]);
    expect(notText && standingOf(notText)).toBe('malformed');
    expect(third && standingOf(third)).toBe('unknown');
  });

  test('only what the draft specifies is standard', () => {
    const standard = Object.entries(CAVEAT_SPECS).filter(([, spec]) => spec.standing === 'standard');
    expect(standard.map(([key, { operators }]) => [key, operators])).toEqual([
      ['gen', ['=']],
      ['user_id', ['=']],
      ['type', ['=']],
      ['time', ['<', '>', '==']],
    ]);
  });
});

describe('nearestKey', () => {
  test.each([
    ['user-id', 'user_id'],
    ['userid', 'user_id'],
    ['USER_ID', 'user_id'],
    ['Type', 'type'],
    ['tpye', 'type'],
    ['tim', 'time'],
    ['expires', 'time'],
    ['genn', 'gen'],
    ['nounce', 'nonce'],
    ['client_redirect_uri', 'client_redirect_url'],
  ])('%s probably means %s', (key, meant) => {
    expect(nearestKey(key)).toBe(meant);
  });

  test.each(['foo', 'room_id', 'x', '', 'device', 'gen'.repeat(100)])('%j is near nothing', (key) => {
    expect(nearestKey(key)).toBeUndefined();
  });
});
