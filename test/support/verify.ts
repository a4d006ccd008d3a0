import { findDialect } from '../../src/dialect/catalogue.js';
import { chainKeysOf } from '../../src/key/chain-keys.js';
import type { RootKey } from '../../src/key/root-key.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { reportVerification, type VerifyOptions, type VerifyReport } from '../../src/report/verify.js';
import { NOW } from './fake-io.js';
import { firstParty } from './macaroons.js';

/** The `macaroon_secret_key` of every homeserver in these tests. */
export const SECRET = 'mac-secret';
export const GUEST_CAVEATS = ['gen = 1', 'type = access', 'user_id = @1:hs.test', 'nonce = abcdefgh', 'guest = true'];

/** A guest token as Synapse issues it, with these caveats added and signed. */
export function guestMacaroon(...added: readonly (string | Caveat)[]): Macaroon {
  return mintMacaroon({
    rootKey: Buffer.from(SECRET),
    location: Buffer.from('hs.test'),
    identifier: Buffer.from('key'),
    caveats: [...GUEST_CAVEATS, ...added].map((caveat) => (typeof caveat === 'string' ? firstParty(caveat) : caveat)),
  });
}

/** A macaroon as a homeserver hands it out. */
export function tokenOf(macaroon: Macaroon): string {
  return writeMacaroon(macaroon, { format: 'v1', encoding: 'base64url' });
}

export function guestToken(...added: readonly string[]): string {
  return tokenOf(guestMacaroon(...added));
}

/** A key that is said to be the server's. */
export function givenKey(key: string | Uint8Array): RootKey {
  return { source: 'key-file', number: 0, bytes: Buffer.from(key), standing: 'given' };
}

interface Options extends Partial<Omit<VerifyOptions, 'keys' | 'dialect'>> {
  readonly keys?: readonly (string | Uint8Array | RootKey)[];
  readonly as?: string;
}

/** Verifies a text as an argument, by the clock of the tests; with the right key unless told otherwise. */
export function verify(text: string, { keys = [SECRET], as, ...options }: Options = {}): VerifyReport {
  const dialect = as === undefined ? undefined : findDialect(as);
  return reportVerification(text, {
    from: 'argument',
    now: NOW,
    inForce: null,
    others: [],
    keyFindings: [],
    keys: chainKeysOf(keys.map((key) => (typeof key === 'string' || key instanceof Uint8Array ? givenKey(key) : key))),
    ...(dialect && { dialect }),
    ...options,
  });
}
