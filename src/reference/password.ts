import { scrypt, timingSafeEqual } from 'node:crypto';

/** A password as it is kept: never the password itself. */
export interface PasswordHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const HASH_BYTES = 32;

/** Hashes a password with scrypt (N = 16384, r = 8, p = 1: Node's defaults). `salt` is fresh random bytes. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<PasswordHash> {
  return { salt, hash: await derive(password, salt) };
}

/** Whether this is the password that was hashed; compares in constant time. */
export async function isPassword(password: string, { salt, hash }: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, salt), hash);
}

function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
