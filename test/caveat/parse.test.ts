import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCaveat, parseCaveat } from '../../src/caveat/parse.js';

describe('parseCaveat reads the grammar of the draft to the letter', () => {
  test.each([
    ['gen = 1', 'gen', '=', '1'],
    ['user_id = @alice:example.org', 'user_id', '=', '@alice:example.org'],
    ['time < 1700000000000', 'time', '<', '1700000000000'],
    ['a is b', 'a', 'is', 'b'],
    ['A_9 <=> x y  z ', 'A_9', '<=>', 'x y  z '],
    ['a = =', 'a', '=', '='],
    ['a = \u{1f511}', 'a', '=', '\u{1f511}'],
    ['time =< 5', 'time', '=<', '5'],
    ['user_id =@a:b c', 'user_id', '=@a:b', 'c'],
  ])('%j is a statement', (text, key, operator, value) => {
    expect(parseCaveat(text)).toEqual({ form: 'statement', key, operator, value });
  });

  test.each([
    ['', 'empty', 0, undefined],
    [' ', 'leading-space', 0, undefined],
    [' gen = 1', 'leading-space', 0, ['gen', '=', '1']],
    ['\u00a0gen = 1', 'leading-space', 0, ['gen', '=', '1']],
    ['guest', 'no-operator', 5, undefined],
    ['guest ', 'no-operator', 6, undefined],
    ['guest  ', 'no-operator', 6, undefined],
    ['gen =', 'no-value', 5, ['gen', '=', '']],
    ['ui_auth_session_id = ', 'no-value', 21, ['ui_auth_session_id', '=', '']],
    ['gen =  ', 'no-value', 6, ['gen', '=', '']],
    ['time<5', 'missing-space', 4, ['time', '<', '5']],
    ['time< 5', 'missing-space', 4, ['time', '<', '5']],
    ['time <5', 'missing-space', 6, ['time', '<', '5']],
    ['time =<5', 'missing-space', 7, ['time', '=<', '5']],
    ['gen  = 1', 'doubled-space', 4, ['gen', '=', '1']],
    ['gen =  1', 'doubled-space', 6, ['gen', '=', '1']],
    ['gen\t=\t1', 'odd-space', 3, ['gen', '=', '1']],
    ['gen \t= 1', 'odd-space', 4, ['gen', '=', '1']],
    ['gen =\u00a01', 'odd-space', 5, ['gen', '=', '1']],
    ['gen = \n1', 'odd-space', 6, ['gen', '=', '1']],
    ['user-id = @a:b', 'bad-key', 4, ['user-id', '=', '@a:b']],
    ['= 1', 'bad-key', 0, undefined],
    ['ключ = 1', 'bad-key', 0, ['ключ', '=', '1']],
    ['gеn = 1', 'bad-key', 1, ['gеn', '=', '1']],
    ['{"a": 1}', 'bad-key', 0, undefined],
    ['gen = \u00a0', 'no-value', 6, ['gen', '=', '']],
  ] as const)('%j is malformed: %s at byte %i', (text, reason, byte, guess) => {
    const [key, operator, value] = guess ?? [];
    expect(parseCaveat(text)).toEqual({
      form: 'malformed',
      reason,
      byte,
      ...(guess && { guess: { key, operator, value } }),
    });
  });

  test('counts bytes, not characters', () => {
    expect(parseCaveat('a =\u00a0b')).toMatchObject({ reason: 'odd-space', byte: 3 });
    expect(parseCaveat('a é\u00a0b')).toMatchObject({ reason: 'odd-space', byte: 4 });
  });

  test('what follows the grammar is parsed, and written again as it was', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_]+$/);
    const operator = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\s\u0085]/.test(text));
    const value = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^[\s\u0085]/.test(text));
    fc.assert(
      fc.property(fc.record({ key, operator, value }), (statement) => {
        expect(parseCaveat(formatCaveat(statement))).toEqual({ form: 'statement', ...statement });
      }),
    );
  });

  test('any text is a statement that writes back to it, or malformed at a byte inside it', () => {
    const pieces = fc.constantFrom('gen', 'time', ' ', '  ', '=', '<', '\t', '\u00a0', '-', 'é', '1', '\n');
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseCaveat(text);
        if (parsed.form === 'statement') expect(formatCaveat(parsed)).toBe(text);
        else expect(parsed.byte).toBeLessThanOrEqual(Buffer.byteLength(text));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['=', ' ', 'a', '= ', 'a ', '<>', '\t'])('takes no longer than linear time on %j repeated', (piece) => {
    const started = performance.now();
    parseCaveat(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
