import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAsPymacaroons } from '../../../src/dialect/synapse/pymacaroons.js';
import { recoverMacaroon } from '../../../src/macaroon/decode.js';
import { verifySignature } from '../../../src/macaroon/verify.js';
import { readVectors } from '../../support/vectors.js';
import { guestMacaroon, tokenOf } from '../../support/verify.js';

interface EdgeCase {
  readonly id: string;
  readonly about: string;
  readonly root_key: string;
  readonly input?: string;
  readonly results: Readonly<
    Record<string, { readonly status: string; readonly error?: string; readonly verify?: string }>
  >;
}

const { cases } = readVectors<{ readonly cases: readonly EdgeCase[] }>('macaroon-edge-cases.json');
const ofV1 = cases.flatMap(({ id, about, root_key, input, results }) => {
  const result = results['pymacaroons 0.13.0'];
  return /^[BP]/.test(id) && input !== undefined && result !== undefined
    ? [{ id, about, root_key, input, result }]
    : [];
});

describe('reads each edge case as pymacaroons did', () => {
  test.each(ofV1)('$id: $about', ({ input, root_key, result }) => {
    const seen = readAsPymacaroons(input);
    if (result.status === 'reject') {
      expect(seen.state).toBe('raised');
      const [name = ''] = (result.error ?? '').split(':');
      expect(seen.state === 'raised' && seen.exception).toMatch(new RegExp(`${name.replace('Error', '')}`));
      return;
    }
    expect(seen.state).toBe('read');
    if (result.verify !== 'OK' || seen.state !== 'read') return;
    expect(verifySignature(seen.macaroon, Buffer.from(root_key))).toEqual({ state: 'valid' });
  });

  test('covers half of the file at least', () => {
    expect(ofV1.length).toBeGreaterThan(30);
  });
});

test.each([
  ['MDAx', 'struct.error', false],
  ['==', 'IndexError', false],
  ['MDAxMHZpZCBhYmNkZWYK', 'IndexError', false],
  ['////', 'pymacaroons.exceptions.MacaroonDeserializationException', true],
  ['MDAxMw', 'pymacaroons.exceptions.MacaroonDeserializationException', true],
  ['MDAxMwA', 'pymacaroons.exceptions.MacaroonDeserializationException', true],
  ['MDAxM', 'binascii.Error', true],
])('%s: %s, which Synapse expects: %s', (text, exception, expected) => {
  expect(readAsPymacaroons(text)).toMatchObject({ state: 'raised', exception, expected });
});

test('leaves format 2 to others', () => {
  expect(readAsPymacaroons('AgEDaHMuAgNrZXkAAAYg')).toEqual({ state: 'other-format' });
});

test('sees in every sound V1 token what we see', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }), (caveats) => {
      const token = tokenOf(guestMacaroon(...caveats));
      expect(readAsPymacaroons(token)).toEqual({ state: 'read', macaroon: recoverMacaroon(token).macaroon });
    }),
  );
});

test('takes any text without throwing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      expect(['read', 'other-format', 'raised']).toContain(readAsPymacaroons(text).state);
    }),
  );
});
