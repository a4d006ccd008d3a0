import { describe, expect, test } from '@jest/globals';
import { describeCaveat, maskedText } from '../../src/caveat/describe.js';
import { readCaveats, readCaveatText } from '../../src/caveat/read.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');

function describeText(text: string) {
  return describeCaveat(readCaveatText(text, 3), NOW);
}

describe('describeCaveat', () => {
  test('says everything about a caveat of the draft', () => {
    expect(describeText('time < 1735689660000')).toEqual({
      index: 3,
      party: 'first',
      standing: 'standard',
      secret: false,
      statement: { key: 'time', operator: '<', value: '1735689660000' },
      meaning: 'Valid before 2025-01-01T00:01:00.000Z',
      time: { raw: '1735689660000', ms: 1735689660000, iso: '2025-01-01T00:01:00.000Z', relativeSeconds: 60 },
    });
  });

  test.each([
    ['gen = 1', 'Written in generation 1 of the caveat format'],
    ['user_id = @alice:hs.test', 'Valid only for @alice:hs.test'],
    ['user_id = @a\u202e:b', 'Valid only for @a\\u{202e}:b'],
    ['type = access', 'Allows any action but a token refresh'],
    ['type = refresh', 'Allows only a token refresh'],
    ['type = root', 'Allows only what the type root allows'],
    ['time > 1735689660000', 'Valid after 2025-01-01T00:01:00.000Z'],
    ['time == 1735689660000', 'Valid exactly at 2025-01-01T00:01:00.000Z'],
    ['time < soon', 'Was to limit the time, but soon is not a time'],
    ['guest = true', 'Valid only while the user is a guest'],
    ['nonce = SECRET', 'Makes this token unlike any other; limits nothing'],
    ['pushkey = SECRET', 'Only for the pusher with this push key (for e-mail, the address)'],
    ['ui_auth_session_id = ', 'Not part of a user-interactive auth session'],
    [
      'foo = bar',
      'Not a caveat of the draft or of any known homeserver: a server that does not know it must reject the token',
    ],
    ['time <= 1', 'A known key with an operator it does not have: a server must reject the token'],
    ['gen=1', 'Not of the form "key operator value": a server must reject the token'],
  ])('%j: %s', (text, meaning) => {
    expect(describeText(text).meaning).toBe(meaning);
  });

  test('gives the parts of what Synapse issues outside the grammar, and of nothing else outside it', () => {
    expect(describeText('ui_auth_session_id = ')).toMatchObject({
      standing: 'known',
      statement: { key: 'ui_auth_session_id', operator: '=', value: '' },
    });
    expect(describeText('gen=1')).not.toHaveProperty('statement');
  });

  test('names the third party', () => {
    const location = Buffer.from('https://third.example');
    const [caveat] = readCaveats([
      { party: 'third', identifier: new Uint8Array(), verificationId: new Uint8Array(), location },
    ]);
    expect(caveat && describeCaveat(caveat, NOW)).toEqual({
      index: 1,
      party: 'third',
      standing: 'unknown',
      secret: false,
      meaning: 'A third party must confirm it: https://third.example',
    });
  });
});

describe('maskedText', () => {
  test.each([
    ['nonce = SECRET', 'nonce = ***'],
    ['state = SECRET', 'state = ***'],
    ['code_verifier = SECRET', 'code_verifier = ***'],
    ['pushkey = SECRET', 'pushkey = ***'],
    ['nonce=SECRET', 'nonce = ***'],
    ['nonce  =  SECRET', 'nonce = ***'],
    ['Nonce = SECRET', 'Nonce = ***'],
    ['code-verifier = SECRET', 'code-verifier = ***'],
    ['nonce SECRET', '***'],
    ['nonce =SECRET x', 'nonce ***'],
    ['nonce is SECRET', 'nonce ***'],
    ['gen = 1', 'gen = 1'],
    ['nonces = public', 'nonces = public'],
    ['user_id = \u001b', 'user_id = \u001b'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskedText(readCaveatText(text, 1), '***')).toBe(masked);
  });
});

test("Dendrite's second of the minute is no time", () => {
  const described = describeText('time < 143');
  expect(described.meaning).toBe("Dendrite's: the second of the minute plus 120, by mistake; it limits nothing there");
  expect(described).not.toHaveProperty('time');
});

test.each([
  ['[0,1767225600,1735689600]', 'PyPI: valid from 2025-01-01T00:00:00.000Z until 2026-01-01T00:00:00.000Z'],
  ['[1,["a","b"]]', 'PyPI: only for the 2 project(s) named'],
  ['[2,["0-0"]]', 'PyPI: only for the 1 project(s) of these ids'],
  ['[3,"0-0"]', 'PyPI: only for the user of this id'],
  ['{"version":1,"permissions":"user"}', 'PyPI: permissions in the older form'],
  ['[0,1e99,0]', 'Not of the form "key operator value": a server must reject the token'],
  ['[9]', 'Not of the form "key operator value": a server must reject the token'],
])('%s of PyPI: %s', (text, meaning) => {
  expect(describeText(text).meaning).toBe(meaning);
});
