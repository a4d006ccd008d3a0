import { VERIFY_NEXT } from '../wording/verify.js';
import type { VerifyReport } from './verify.js';

/** The command to type after `verify`; undefined where there is none. Never holds text from the token. */
export function suggestAfterVerify({ verdict, ground, key, user, dialect }: VerifyReport): string | undefined {
  if (verdict === 'not-applicable' || dialect?.id === 'synapse-access') return VERIFY_NEXT.whoami;
  if (key.state === 'none-given') return VERIFY_NEXT.key;
  if (verdict === 'accepted') return VERIFY_NEXT.whoami;
  if (ground === 'unreadable') return VERIFY_NEXT.inspect;
  if (key.state === 'no-match') return VERIFY_NEXT.key;
  return user?.guest ? VERIFY_NEXT.guest : VERIFY_NEXT.login;
}
