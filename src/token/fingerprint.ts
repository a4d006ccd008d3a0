import { createHash } from 'node:crypto';

/**
 * Names a token without revealing it: `sha256:` and the SHA-256 of its exact text in hex, as `printf %s "$TOKEN" | sha256sum` gives.
 * Two texts of one macaroon (say, padded and unpadded) have different fingerprints.
 */
export function fingerprintToken(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`;
}
