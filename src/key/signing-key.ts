import { createHash } from 'node:crypto';

const SEED_BYTES = 32;

/**
 * The root key that Synapse makes where none is configured: the SHA-256 of the seed of the first key in its signing key file, of which
 * each line is `ed25519 a_XXXX <unpadded base64>` (`synapse/config/key.py`, signedjson `read_signing_keys`). Undefined where it is none.
 */
export function keyFromSigningKey(text: string): Uint8Array | undefined {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== '') ?? '';
  const [algorithm, version, base64, ...rest] = line.trim().split(/\s+/);
  if (algorithm !== 'ed25519' || version === undefined || base64 === undefined || rest.length > 0) return undefined;
  const seed = Buffer.from(base64, 'base64');
  return seed.length === SEED_BYTES ? createHash('sha256').update(seed).digest() : undefined;
}
