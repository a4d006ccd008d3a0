import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameCaveat, traceDescent } from '../../src/macaroon/descent.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { anyCaveat, anyMacaroon, extend, flipSignatureBit } from '../support/chains.js';
import { firstParty, mintTexts, splice } from '../support/macaroons.js';

const someCaveats = fc.array(anyCaveat, { minLength: 1, maxLength: 4 });

test('whatever is added to whatever macaroon, descent is proven, and its direction', () => {
  fc.assert(
    fc.property(anyMacaroon, someCaveats, (a, added) => {
      const b = extend(a, added);
      const common = a.caveats.length;
      expect(traceDescent(a, b)).toEqual({ relation: { kind: 'descends', descendant: 'b' }, common });
      expect(traceDescent(b, a)).toEqual({ relation: { kind: 'descends', descendant: 'a' }, common });
    }),
  );
});

test('one bit of either signature changed, and descent is refused', () => {
  fc.assert(
    fc.property(anyMacaroon, someCaveats, fc.nat(255), fc.boolean(), (a, added, bit, isParent) => {
      const b = extend(a, added);
      const [one, two] = isParent ? [flipSignatureBit(a, bit), b] : [a, flipSignatureBit(b, bit)];
      const relation = { kind: 'refuted', descendant: 'b', signature: { state: 'mismatch' } };
      expect(traceDescent(one, two)).toEqual({ relation, common: a.caveats.length });
    }),
  );
});

test('the same caveats under another key prove nothing', () => {
  fc.assert(
    fc.property(anyMacaroon, someCaveats, fc.uint8Array({ minLength: 32, maxLength: 32 }), (a, added, signature) => {
      const { relation } = traceDescent(a, extend({ ...a, signature }, added));
      expect(relation).toEqual({ kind: 'refuted', descendant: 'b', signature: { state: 'mismatch' } });
    }),
  );
});

test('two that went different ways are siblings, with what they have in common', () => {
  const ways = fc.tuple(anyCaveat, anyCaveat).filter(([one, two]) => !isSameCaveat(one, two));
  fc.assert(
    fc.property(anyMacaroon, ways, fc.array(anyCaveat, { maxLength: 3 }), (root, [one, two], more) => {
      const [a, b] = [extend(root, [one, ...more]), extend(root, [two])];
      expect(traceDescent(a, b)).toEqual({ relation: { kind: 'siblings' }, common: root.caveats.length });
    }),
  );
});

test('every macaroon is identical with itself, wherever it says that it is from', () => {
  fc.assert(
    fc.property(anyMacaroon, (a) => {
      const b: Macaroon = { ...a, version: 2, location: Buffer.from('elsewhere') };
      expect(traceDescent(a, b)).toEqual({ relation: { kind: 'identical' }, common: a.caveats.length });
    }),
  );
});

test('descent is found through any number of steps: it is transitive', () => {
  fc.assert(
    fc.property(anyMacaroon, someCaveats, someCaveats, (a, first, second) => {
      const { relation } = traceDescent(a, extend(extend(a, first), second));
      expect(relation).toEqual({ kind: 'descends', descendant: 'b' });
    }),
  );
});

const A = mintTexts('gen = 1', 'type = access');
const B = extend(A, [firstParty('time < 5'), firstParty('user_id = @a:b')]);
const THIRD: Caveat = {
  party: 'third',
  identifier: Buffer.from('ask'),
  verificationId: new Uint8Array(72),
  location: Buffer.from('here'),
};

test.each<[string, Macaroon, Macaroon, object]>([
  [
    'caveats appended without signing, from the first of them on',
    A,
    splice(splice(A, 3, 'a = 1'), 4, 'b = 2'),
    { kind: 'refuted', descendant: 'b', signature: { state: 'unsigned', from: 3 } },
  ],
  [
    'one signed caveat, then one that is not',
    A,
    splice(B, 5, 'c = 3'),
    { kind: 'refuted', descendant: 'b', signature: { state: 'unsigned', from: 5 } },
  ],
  [
    'a descendant that lost its end',
    A,
    { ...B, signature: B.signature.subarray(0, 30) },
    { kind: 'refuted', descendant: 'b', signature: { state: 'truncated', bytes: 30 } },
  ],
  [
    'the same macaroon, of which A lost its end',
    { ...A, signature: A.signature.subarray(0, 31) },
    A,
    { kind: 'refuted', descendant: 'a', signature: { state: 'truncated', bytes: 31 } },
  ],
  [
    'a parent that lost its end: nothing can be continued from it',
    { ...A, signature: A.signature.subarray(0, 31) },
    B,
    { kind: 'refuted', descendant: 'b', signature: { state: 'mismatch' } },
  ],
  [
    'the same content, signed with another key',
    A,
    { ...A, signature: B.signature },
    { kind: 'refuted', descendant: 'b', signature: { state: 'mismatch' } },
  ],
  ['another identifier', A, { ...B, identifier: Buffer.from('kez') }, { kind: 'unrelated' }],
  [
    'a caveat taken off',
    B,
    { ...A, caveats: [] },
    { kind: 'refuted', descendant: 'a', signature: { state: 'mismatch' } },
  ],
  ['two caveats swapped', A, { ...A, caveats: A.caveats.toReversed() }, { kind: 'siblings' }],
  [
    "another location of a third party's caveat, which is not signed",
    extend(A, [THIRD]),
    extend(A, [{ ...THIRD, location: Buffer.from('there') }]),
    { kind: 'identical' },
  ],
  [
    'a first-party caveat of the same text as a third-party one',
    extend(A, [THIRD]),
    extend(A, [firstParty('ask')]),
    { kind: 'siblings' },
  ],
])('%s', (_, a, b, relation) => {
  expect(traceDescent(a, b).relation).toEqual(relation);
});
