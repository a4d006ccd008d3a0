import type { Purpose, Releases } from './issuer.js';

/** One form of a token of Synapse: the keys its caveats begin with, in order, one that it must have among the rest, and who issues it. */
interface Form {
  readonly begins: string;
  readonly has?: string;
  readonly releases: Releases;
}

function between(from: string, to: string | null): Releases {
  return { from, to };
}

/**
 * Which releases of Synapse issue which caveats in which order, the first form that fits counting. 0.18.5 put a nonce where the time was,
 * 1.34.0 ended macaroons for regular users, 1.62.0 moved the type before the user (`util/macaroons.py`), 1.71.0 ended login macaroons.
 */
const FORMS: Readonly<Partial<Record<Purpose, readonly Form[]>>> = {
  'guest-access': [
    { begins: 'gen type user_id nonce guest', releases: between('1.62.0', null) },
    { begins: 'gen user_id type nonce guest', releases: between('0.18.5', '1.61') },
    { begins: 'gen user_id type time', has: 'guest', releases: between('0.11.0', '0.18.4') },
  ],
  access: [
    { begins: 'gen user_id type nonce', releases: between('0.18.5', '1.33') },
    { begins: 'gen user_id type time', releases: between('0.11.0', '0.18.4') },
  ],
  refresh: [{ begins: 'gen user_id type', releases: between('0.11.0', '0.18.4') }],
  login: [
    { begins: 'gen', has: 'auth_provider_session_id', releases: between('1.49.0', '1.70') },
    { begins: 'gen', has: 'auth_provider_id', releases: between('1.30.0', '1.70') },
    { begins: 'gen user_id type time', releases: between('0.11.0', '1.29') },
  ],
  'delete-pusher': [
    { begins: 'gen type user_id', releases: between('1.62.0', null) },
    { begins: 'gen user_id type', releases: between('0.16.0', '1.61') },
  ],
  'oidc-session': [
    { begins: 'gen', has: 'code_verifier', releases: between('1.75.0', null) },
    { begins: 'gen', has: 'idp_id', releases: between('1.26.0', '1.74') },
    { begins: 'gen', releases: between('1.14.0', '1.25') },
  ],
};

/** The releases of Synapse that issue a macaroon of a purpose with caveats of these keys, in this order; undefined where none is known to. */
export function synapseReleases(purpose: Purpose, keys: readonly string[]): Releases | undefined {
  const order = `${keys.join(' ')} `;
  return FORMS[purpose]?.find(
    ({ begins, has }) => order.startsWith(`${begins} `) && (has === undefined || keys.includes(has)),
  )?.releases;
}
