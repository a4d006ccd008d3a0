import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type JsonValue, scanJson } from '../../src/encoding/json.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';

const scan = (text: string, maxDepth = 10) => scanJson(encodeUtf8(text), 0, maxDepth);

/** What `JSON.parse` would have made of it. */
function plain(value: JsonValue | undefined): unknown {
  if (value?.type === 'array') return value.items.map(plain);
  if (value?.type === 'object')
    return Object.fromEntries(value.members.map((member) => [member.key, plain(member.value)]));
  return value?.value;
}

test('every value says where it is, in bytes', () => {
  const text = '{ "é": [1, "\\u00e9"], "é": null }';
  const { value, end, problem } = scan(text);
  expect({ end, problem }).toEqual({ end: 35, problem: undefined });
  expect(value).toEqual({
    type: 'object',
    offset: 0,
    length: 35,
    members: [
      {
        key: 'é',
        keyOffset: 2,
        value: {
          type: 'array',
          offset: 8,
          length: 13,
          items: [
            { type: 'number', value: 1, offset: 9, length: 1 },
            { type: 'string', value: 'é', offset: 12, length: 8 },
          ],
        },
      },
      { key: 'é', keyOffset: 23, value: { type: 'literal', value: null, offset: 29, length: 4 } },
    ],
  });
});

test('__proto__ is a key like any other', () => {
  const { value } = scan('{"__proto__":{"polluted":true}}');
  expect(value).toMatchObject({ members: [{ key: '__proto__' }] });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

describe('what is wrong is named with its byte, and what came before it is kept', () => {
  test.each([
    ['', 'end', 0, undefined],
    ['{"a":1', 'end', 6, { a: 1 }],
    ['{"a":1,', 'end', 7, { a: 1 }],
    ['{"a":1,}', 'syntax', 7, { a: 1 }],
    ['{"a":1,"b', 'end', 9, { a: 1 }],
    ['{"a":1,"b":tru', 'end', 14, { a: 1 }],
    ['{"a":1 "b":2}', 'syntax', 7, { a: 1 }],
    ['{"a" 1}', 'syntax', 5, {}],
    ['{a:1}', 'syntax', 1, {}],
    ['[1,2,]', 'syntax', 5, [1, 2]],
    ['[1,tru]', 'syntax', 3, [1]],
    ['[01]', 'syntax', 1, []],
    ['["\\x"]', 'syntax', 1, []],
    ['["a\nb"]', 'syntax', 3, []],
    ['["\\ud800"]', 'surrogate', 1, []],
    ['[[[[1]]]]', 'depth', 3, [[[[]]]]],
  ] as const)('%s', (text, reason, byte, kept) => {
    const { value, problem } = scan(text, 3);
    expect(problem).toEqual({ reason, byte });
    expect(plain(value)).toEqual(kept);
  });

  test('bytes that are no UTF-8', () => {
    expect(scanJson(Buffer.of(0x22, 0xff, 0x22), 0, 1).problem).toEqual({ reason: 'syntax', byte: 0 });
  });

  test('nesting without end', () => {
    expect(scan('['.repeat(1_000_000), 8).problem).toEqual({ reason: 'depth', byte: 8 });
  });
});

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const { value, problem } = scan(text);
      expect(problem).toBeUndefined();
      expect(JSON.stringify(plain(value))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const noise = fc.string({ unit: fc.constantFrom(...'{}[]":,\\u0a-+.eE1tr ', 'null'), maxLength: 12 });
  fc.assert(
    fc.property(noise, (text) => {
      const { problem, end } = scan(text);
      const whole = problem === undefined && text.slice(end).trim() === '';
      expect(whole || problem?.reason === 'surrogate').toBe(parses(text));
    }),
    { numRuns: 5000 },
  );
});
