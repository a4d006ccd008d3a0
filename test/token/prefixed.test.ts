import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BASE62, checksumOf } from '../../src/token/checksum.js';
import { FAMILIES, familyOf } from '../../src/token/family.js';
import { type PrefixedToken, readPrefixed } from '../../src/token/prefixed.js';
import { MAS_COMPAT_REFRESH, SYNAPSE_ACCESS, SYNAPSE_LOGIN, SYNAPSE_REFRESH } from '../support/tokens.js';

function read(token: string): PrefixedToken {
  const family = familyOf(token);
  if (family === undefined) throw new Error('no family');
  return readPrefixed(token, family);
}

/** A token with a right checksum, whatever else is in it. */
function withChecksum(body: string): string {
  return `${body}_${checksumOf(body, familyOf(body)?.order ?? 'most-significant-first')}`;
}

test.each([
  [SYNAPSE_ACCESS, 'synapse-access', 'alice'],
  [SYNAPSE_REFRESH, 'synapse-refresh', 'alice'],
  [SYNAPSE_LOGIN, 'synapse-login', null],
  [MAS_COMPAT_REFRESH, 'mas-compat-refresh', null],
])('%s is a sound token of the kind %s of %s', (token, kind, localpart) => {
  expect(read(token)).toEqual({ kind, localpart, checksum: 'valid', notes: [] });
});

test.each([
  ['the last character lost', SYNAPSE_ACCESS.slice(0, -1), 'end-cut-off', 38],
  ['the last three lost', SYNAPSE_ACCESS.slice(0, -3), 'end-cut-off', 36],
  ['one character changed in the random part', SYNAPSE_ACCESS.replace('zkjck', 'zkjcK'), 'character-changed', 16],
  ['one character changed in the localpart', SYNAPSE_ACCESS.replace('YWx', 'YWX'), 'character-changed', 6],
  ['one character changed in the checksum', SYNAPSE_ACCESS.replace('4571Al', '4571AI'), 'character-changed', 38],
  ['one character missing', SYNAPSE_ACCESS.replace('CCtm', 'CCm'), 'character-missing', 21],
  ['one character missing in the checksum', SYNAPSE_ACCESS.replace('4571Al', '471Al'), 'character-missing', 34],
  ['one character too many', SYNAPSE_ACCESS.replace('CCtm', 'CCt.m'), 'character-extra', 22],
  ['one character too many at the end', `${SYNAPSE_ACCESS}.`, 'character-extra', 39],
  ['two characters changed', SYNAPSE_ACCESS.replace('zk', 'aa'), 'checksum-mismatch', 33],
  ['another order of digits', SYNAPSE_ACCESS.replace('4571Al', 'lA1754'), 'checksum-mismatch', 33],
  ['a MAS token with one character changed', MAS_COMPAT_REFRESH.replace('LoYq', 'LoYQ'), 'character-changed', 7],
  ['nothing after the prefix', 'syt_', 'checksum-mismatch', 4],
])('%s: the checksum says so, and where', (_, token, code, byte) => {
  const { checksum, notes } = read(token);
  expect({ checksum, first: notes[0] }).toEqual({ checksum: 'invalid', first: { code, byte } });
});

test.each([
  ['a part is missing', withChecksum('syt_YWxpY2U'), { code: 'wrong-parts', byte: 18 }],
  ['the random part is short', withChecksum('syt_YWxpY2U_abc'), { code: 'wrong-random-part', byte: 12 }],
  ['the random part has digits', withChecksum('syl_lpqRRKNQFIXGKbXOvcr1'), { code: 'wrong-random-part', byte: 4 }],
  [
    'the localpart is not base64',
    withChecksum('syt_Y.xpY2U_zkjckuUCCtmPhjnLArxj'),
    { code: 'illegal-character', byte: 5 },
  ],
  [
    'the localpart is padded',
    withChecksum('syt_YWxpY2U=_zkjckuUCCtmPhjnLArxj'),
    { code: 'unreadable-localpart', byte: 4 },
  ],
  [
    'the localpart is not UTF-8',
    withChecksum('syt_//79_zkjckuUCCtmPhjnLArxj'),
    { code: 'unreadable-localpart', byte: 4 },
  ],
])('the checksum is right, but %s', (_, token, note) => {
  expect(read(token)).toMatchObject({ checksum: 'valid', notes: expect.arrayContaining([note]) });
});

test('a localpart is standard base64 of UTF-8, with / and +', () => {
  expect(read(withChecksum('syt_Pz8/Pn4+_zkjckuUCCtmPhjnLArxj'))).toMatchObject({ localpart: '???>~>', notes: [] });
  expect(read(withChecksum('syt_Z3LDvMOf_zkjckuUCCtmPhjnLArxj')).localpart).toBe('grüß');
});

test.each(['SYT_YWxpY2U', 'syt-YWxpY2U', 'sytYWxpY2U', ' syt_', 'sxt_'])('%s is of no family', (text) => {
  expect(familyOf(text)).toBeUndefined();
});

test('any single changed character is found at its byte', () => {
  const sound = [SYNAPSE_ACCESS, SYNAPSE_LOGIN, MAS_COMPAT_REFRESH];
  fc.assert(
    fc.property(fc.constantFrom(...sound), fc.nat(), fc.constantFrom(...BASE62), (token, seed, character) => {
      const byte = 4 + (seed % (token.length - 4));
      fc.pre(token[byte] !== '_' && token[byte] !== character);
      const [note] = read(token.slice(0, byte) + character + token.slice(byte + 1)).notes;
      expect(note).toEqual({ code: 'character-changed', byte });
    }),
    { numRuns: 60 },
  );
});

test('reading never throws, whatever follows the prefix', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FAMILIES), fc.string({ unit: 'binary', maxLength: 80 }), (family, rest) => {
      expect(readPrefixed(`${family.prefix}_${rest}`, family).kind).toBe(family.kind);
    }),
    { numRuns: 40 },
  );
});
