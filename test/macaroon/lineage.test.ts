import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { traceDescent } from '../../src/macaroon/descent.js';
import { findParents, type Lineage } from '../../src/macaroon/lineage.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { anyCaveat, anyMacaroon, extend } from '../support/chains.js';
import { firstParty, mintTexts } from '../support/macaroons.js';

/** Compares each with each: slow, and plainly right. */
function findParentsOneByOne(macaroons: readonly Macaroon[]): Lineage[] {
  return macaroons.map((one, at) => {
    const kinds = macaroons.map((other) => traceDescent(other, one).relation);
    const same = kinds.findIndex(({ kind }) => kind === 'identical');
    const ancestors = kinds.flatMap((relation, index) =>
      relation.kind === 'descends' && relation.descendant === 'b' ? [index] : [],
    );
    const longest = Math.max(...ancestors.map((index) => macaroons[index]?.caveats.length ?? 0));
    const parent = ancestors.find((index) => macaroons[index]?.caveats.length === longest) ?? null;
    return { parent, sameAs: same < at ? same : null };
  });
}

/** A family: some macaroons, and for each further one which earlier one it extends by what. */
const family = fc
  .record({
    roots: fc.array(anyMacaroon, { minLength: 1, maxLength: 3 }),
    steps: fc.array(fc.tuple(fc.nat(), fc.array(anyCaveat, { maxLength: 2 })), { maxLength: 12 }),
  })
  .chain(({ roots, steps }) => {
    const all = [...roots];
    for (const [from, added] of steps) {
      const parent = all[from % all.length];
      if (parent !== undefined) all.push(extend(parent, added));
    }
    return fc.shuffledSubarray(all, { minLength: 1 });
  });

test('finds the same parents and duplicates as comparing each with each', () => {
  fc.assert(
    fc.property(family, (macaroons) => {
      expect(findParents(macaroons)).toEqual(findParentsOneByOne(macaroons));
    }),
  );
});

test('a parent has fewer caveats, so there are no cycles', () => {
  fc.assert(
    fc.property(family, (macaroons) => {
      for (const [at, { parent }] of findParents(macaroons).entries()) {
        if (parent === null) continue;
        expect(macaroons[parent]?.caveats.length).toBeLessThan(macaroons[at]?.caveats.length ?? 0);
      }
    }),
  );
});

const ROOT = mintTexts('gen = 1');
const CHILD = extend(ROOT, [firstParty('type = access')]);
const GRANDCHILD = extend(CHILD, [firstParty('time < 5')]);

test('the nearest one there is the parent, in whatever order they come', () => {
  const grown = [GRANDCHILD, ROOT, CHILD, extend(ROOT, [firstParty('time < 5')])];
  expect(findParents(grown).map(({ parent }) => parent)).toEqual([2, null, 1, 1]);
  expect(findParents([GRANDCHILD, ROOT]).map(({ parent }) => parent)).toEqual([1, null]);
});

test('duplicates name the first of them, and so does what was made from them', () => {
  const elsewhere = { ...ROOT, location: Buffer.from('elsewhere') };
  expect(findParents([ROOT, elsewhere, CHILD, ROOT])).toEqual([
    { parent: null, sameAs: null },
    { parent: null, sameAs: 0 },
    { parent: 0, sameAs: null },
    { parent: null, sameAs: 0 },
  ]);
});

test('macaroons of one content and two keys keep their own children', () => {
  const others = { ...ROOT, signature: new Uint8Array(32).fill(7) };
  const child = extend(others, [firstParty('type = access')]);
  expect(findParents([child, CHILD, ROOT, others]).map(({ parent }) => parent)).toEqual([3, 2, null, null]);
});

test('one with a damaged signature has no parent, and is none', () => {
  const damaged = { ...ROOT, signature: ROOT.signature.subarray(0, 31) };
  expect(findParents([damaged, CHILD, damaged])).toEqual([0, 1, 2].map(() => ({ parent: null, sameAs: null })));
});

test('a chain of 5,000 caveats, and 5,000 tokens of one issuer, are no trouble', () => {
  const deep = mintTexts(...Array.from({ length: 5000 }, (_, index) => `c = ${index}`));
  expect(findParents([deep, extend(deep, [firstParty('x')])]).map(({ parent }) => parent)).toEqual([null, 0]);
  const issued = Array.from({ length: 2500 }, (_, index) => issue(index));
  const narrowed = issued.map((macaroon) => extend(macaroon, [firstParty('time < 5')]));
  expect(findParents([...narrowed, ...issued]).slice(0, 2500)).toEqual(
    issued.map((_, index) => ({ parent: 2500 + index, sameAs: null })),
  );
});

function issue(index: number): Macaroon {
  return mintMacaroon({
    rootKey: Buffer.from('key'),
    location: Buffer.from('hs.test'),
    identifier: Buffer.from('key'),
    caveats: [firstParty('gen = 1'), firstParty(`user_id = @${index}:hs.test`)],
  });
}
