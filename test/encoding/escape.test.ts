import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeBytes, escapeText } from '../../src/encoding/escape.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';

test.each([
  ['plain text, with any letters', 'user_id = @ålice:例え.テスト 👍', 'user_id = @ålice:例え.テスト 👍'],
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
  ['NUL, BEL, DEL', '\u0000\u0007\u007f', '\\u{0}\\u{7}\\u{7f}'],
  ['an 8-bit control sequence', '\u009b31m', '\\u{9b}31m'],
  ['an override of direction', 'a\u202egpj.exe\u2066', 'a\\u{202e}gpj.exe\\u{2066}'],
  ['zero-width characters and a byte order mark', 'a\u200bb\u2060c\ufeff', 'a\\u{200b}b\\u{2060}c\\u{feff}'],
  ['a soft hyphen', 'a\u00adb', 'a\\u{ad}b'],
  ['a variation selector and tag characters', 'a\ufe0f\u{e0041}', 'a\\u{fe0f}\\u{e0041}'],
  ['separators of lines and paragraphs', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['blanks that are no space', 'a\u00a0b\u3000c', 'a\\u{a0}b\\u{3000}c'],
  ['letters that are drawn as nothing', 'a\u3164b', 'a\\u{3164}b'],
  ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
  ['a noncharacter', '\uffff', '\\u{ffff}'],
  ['the backslash, so that nothing is ambiguous', '\\u{1b}', '\\\\u{1b}'],
])('%s', (_, text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

test('bytes that are no UTF-8 show as hex, between text that is', () => {
  const bytes = Buffer.concat([
    encodeUtf8('é\n'),
    Buffer.of(0xff, 0xfe, 0xc3),
    encodeUtf8('👍x'),
    Buffer.of(0xe2, 0x82),
  ]);
  expect(escapeBytes(bytes)).toBe('é\\n\\xff\\xfe\\xc3👍x\\xe2\\x82');
});

test('nothing that moves a cursor survives, and nothing is lost', () => {
  const unescaped = (text: string) =>
    text.replace(/\\(?:u\{([\da-f]+)\}|(.))/gu, (_, hex: string | undefined, letter: string) =>
      hex === undefined
        ? ({ n: '\n', r: '\r', t: '\t', '\\': '\\' }[letter] ?? '?')
        : String.fromCodePoint(Number.parseInt(hex, 16)),
    );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(unescaped(escaped)).toBe(text);
    }),
  );
});

test('bytes that are UTF-8 are escaped as text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) =>
      expect(escapeBytes(encodeUtf8(text))).toBe(escapeText(text)),
    ),
  );
});
