import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { deriveKey } from '../../src/macaroon/chain.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifyMacaroon, verifySignature, verifyWithDerivedKey } from '../../src/macaroon/verify.js';

const KEY = encodeUtf8('secret');

function mint(...caveats: readonly string[]): Macaroon {
  return mintMacaroon({
    rootKey: KEY,
    location: encodeUtf8('example.org'),
    identifier: encodeUtf8('key'),
    caveats: caveats.map((caveat) => ({ party: 'first', identifier: encodeUtf8(caveat) })),
  });
}

const FULL = mint('gen = 1', 'user_id = @a:example.org', 'type = access');

describe('the state of a signature', () => {
  test.each([
    ['valid', FULL, { state: 'valid' }],
    [
      'the last caveat appended without signing',
      withSignature(mint('gen = 1', 'user_id = @a:example.org').signature),
      { state: 'unsigned', from: 3 },
    ],
    ['all caveats appended without signing', withSignature(mint().signature), { state: 'unsigned', from: 1 }],
    ['the last byte lost', withSignature(FULL.signature.subarray(0, 31)), { state: 'truncated', bytes: 31 }],
    ['half of it lost', withSignature(FULL.signature.subarray(0, 16)), { state: 'truncated', bytes: 16 }],
    ['too little left to tell', withSignature(FULL.signature.subarray(0, 15)), { state: 'mismatch' }],
    ['none', withSignature(new Uint8Array()), { state: 'mismatch' }],
    ['a byte too many', withSignature(Buffer.concat([FULL.signature, Buffer.of(0)])), { state: 'mismatch' }],
    [
      'a caveat changed',
      { ...FULL, caveats: mint('gen = 1', 'user_id = @b:example.org', 'type = access').caveats },
      { state: 'mismatch' },
    ],
    ['a caveat removed', { ...FULL, caveats: FULL.caveats.slice(0, 2) }, { state: 'mismatch' }],
    ['the identifier changed', { ...FULL, identifier: encodeUtf8('kez') }, { state: 'mismatch' }],
    [
      'the location changed, which no signature covers',
      { ...FULL, location: encodeUtf8('evil.example') },
      { state: 'valid' },
    ],
    ['the version changed, which no signature covers', { ...FULL, version: 2 as const }, { state: 'valid' }],
  ] as const)('%s', (_, macaroon, expected) => {
    expect(verifySignature(macaroon, KEY)).toEqual(expected);
  });

  test('another key', () => expect(verifySignature(FULL, encodeUtf8('Secret'))).toEqual({ state: 'mismatch' }));
  test('a derived key taken for a root key', () => {
    expect(verifySignature(FULL, deriveKey(KEY))).toEqual({ state: 'mismatch' });
    expect(verifyWithDerivedKey(FULL, deriveKey(KEY))).toEqual({ state: 'valid' });
  });

  test('any changed bit of the signature is a mismatch', () => {
    fc.assert(
      fc.property(fc.nat(255), (bit) => {
        const signature = Uint8Array.from(FULL.signature);
        signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verifySignature(withSignature(signature), KEY)).toEqual({ state: 'mismatch' });
      }),
    );
  });
});

describe('what a verifier says', () => {
  const met = () => null;
  const unmet = (caveat: Uint8Array) =>
    Buffer.from(caveat).toString() === 'type = access' ? 'not an access token' : null;

  test('all is met', () => expect(verifyMacaroon(FULL, KEY, met)).toEqual({ verified: true }));

  test('a caveat is not met', () => {
    expect(verifyMacaroon(FULL, KEY, unmet)).toEqual({
      verified: false,
      signature: { state: 'valid' },
      unmet: [{ party: 'first', caveat: 3, reason: 'not an access token' }],
    });
  });

  test('all is met, but nothing is signed', () => {
    expect(verifyMacaroon(FULL, encodeUtf8('other'), met)).toEqual({
      verified: false,
      signature: { state: 'mismatch' },
      unmet: [],
    });
  });

  test('a third party was not asked', () => {
    const verificationId = new Uint8Array(72);
    const third = { party: 'third', identifier: encodeUtf8('ask'), verificationId, location: encodeUtf8('y') } as const;
    const macaroon = mintMacaroon({ ...FULL, rootKey: KEY, caveats: [third] });
    expect(verifyMacaroon(macaroon, KEY, met)).toEqual({
      verified: false,
      signature: { state: 'valid' },
      unmet: [{ party: 'third', caveat: 1 }],
    });
  });

  test('no answer holds the signature that was expected', () => {
    const hex = Buffer.from(FULL.signature).toString('hex');
    const answer = verifyMacaroon(withSignature(new Uint8Array(32)), KEY, met);
    expect(JSON.stringify(answer)).not.toContain(hex);
    expect(JSON.stringify(answer)).toBe('{"verified":false,"signature":{"state":"mismatch"},"unmet":[]}');
  });
});

function withSignature(signature: Uint8Array): Macaroon {
  return { ...FULL, signature };
}
