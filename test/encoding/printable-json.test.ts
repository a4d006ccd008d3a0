import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printableJson } from '../../src/encoding/printable-json.js';

test.each([
  ['{"i":"\u009b31m\u202e\u200b"}', '{"i":"\\u009b31m\\u202e\\u200b"}'],
  ['{"i":"\u{e0041}"}', '{"i":"\\udb40\\udc41"}'],
  ['{"i":"ä 日本"}', '{"i":"ä 日本"}'],
  ['{\n\t"i": "x"\r\n}', '{\n\t"i": "x"\r\n}'],
])('%j becomes %j', (json, printable) => {
  expect(printableJson(json)).toBe(printable);
});

test('what the JSON says does not change', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const json = JSON.stringify(value, null, indent);
      expect(JSON.parse(printableJson(json))).toEqual(JSON.parse(json));
    }),
  );
});
