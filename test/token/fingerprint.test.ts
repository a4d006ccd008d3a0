import { expect, test } from '@jest/globals';
import { fingerprintToken } from '../../src/token/fingerprint.js';

test('is what sha256sum says of the exact text', () => {
  expect(fingerprintToken('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
