import type { RandomMaterial } from './probe.js';

const VERIFICATION_ID_BYTES = 72;

/**
 * Draws the unpredictable values of one check from a source of random bytes. The random token has the length of a
 * common opaque one (43 characters) and begins with `z`, so that no server takes it for a damaged macaroon.
 */
export function drawRandom(randomBytes: (count: number) => Uint8Array): RandomMaterial {
  const text = (count: number, encoding: 'hex' | 'base64url') => Buffer.from(randomBytes(count)).toString(encoding);
  return {
    suffix: text(4, 'hex'),
    token: `z${text(32, 'base64url').slice(1)}`,
    password: text(24, 'base64url'),
    verificationId: randomBytes(VERIFICATION_ID_BYTES),
  };
}
