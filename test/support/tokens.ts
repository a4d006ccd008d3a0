import { readVectors } from './vectors.js';

interface MacaroonVector {
  readonly name: string;
  readonly token: string;
  readonly key: string;
  readonly user_id?: string;
  readonly signature_ok: boolean;
}

interface PrefixedVector {
  readonly token: string;
  readonly kind: string;
  readonly localpart?: string;
}

interface EdgeCase {
  readonly id: string;
  readonly about: string;
  readonly input?: string;
}

/** Tokens of real homeservers, with their throwaway keys. */
export const MATRIX_TOKENS = readVectors<{ tokens: readonly MacaroonVector[]; opaque: readonly PrefixedVector[] }>(
  'matrix-tokens.json',
);

/** Macaroons that implementations disagree about. */
export const EDGE_CASES = readVectors<{ cases: readonly EdgeCase[] }>('macaroon-edge-cases.json').cases;

export const GUEST = findMacaroon('guest access token, Synapse 1.160.0');
export const SYNAPSE_ACCESS = 'syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al';
export const SYNAPSE_REFRESH = 'syr_YWxpY2U_aaaaaaaaaaaaaaaaaaaa_4C18b3';
export const SYNAPSE_LOGIN = 'syl_lpqRRKNQFIXGKbXOvcrP_4MWbW5';
export const MAS_COMPAT_REFRESH = 'mcr_LoYqtrtBUBcWlE4RX6o47chBCGkadB_9gzpc1';
/** The example of https://jwt.io: not signed with any secret that matters. */
export const JWT =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';

export function findMacaroon(name: string): string {
  const found = MATRIX_TOKENS.tokens.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`no vector is named ${name}`);
  return found.token;
}

/** Base64url without padding. */
export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** Everything that a signature could be printed as. */
export function spellings(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  return [buffer.toString('base64').replaceAll('=', ''), buffer.toString('base64url'), buffer.toString('hex')];
}
