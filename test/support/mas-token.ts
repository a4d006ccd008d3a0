import { checksumOf } from '../../src/token/checksum.js';

/** A token of matrix-authentication-service with this prefix. Its checksum is right. */
export function masToken(prefix: 'mat' | 'mar' | 'mct' | 'mcr' | 'mpt'): string {
  const body = `${prefix}_${'aB3dE5gH7j'.repeat(3)}`;
  return `${body}_${checksumOf(body, 'least-significant-first')}`;
}
