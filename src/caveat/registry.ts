import type { ReadCaveat } from './read.js';

/**
 * `standard`: the draft specifies this key with this operator, so every server must understand it.
 * `known`: homeservers issue it, but the draft does not have it. `unknown`: nobody we know of issues it.
 * `malformed`: not the grammar, and not one of the few that Synapse issues outside of it.
 */
export type Standing = 'standard' | 'known' | 'unknown' | 'malformed';

/** What is known about the caveats of one key. */
export interface CaveatSpec {
  readonly standing: 'standard' | 'known';
  readonly operators: readonly string[];
  /** Whether its value helps whoever has it to use the token or to reach its owner, so that output masks it. */
  readonly secret: boolean;
  /** Whether it is issued with nothing after its operator too, which the grammar does not allow. */
  readonly mayBeEmpty: boolean;
  /** Where it is specified, or the code that issues it. */
  readonly source: string;
}

const DRAFT = 'caveat draft (2015), drafts/macaroons_caveats.rst';
const SYNAPSE = 'Synapse, synapse/util/macaroons.py';

/** Every caveat key that the draft specifies or a homeserver has issued. */
export const CAVEAT_SPECS = {
  gen: standard('='),
  user_id: standard('='),
  type: standard('='),
  time: standard('<', '>', '=='),
  guest: known(`${SYNAPSE} generate_guest_access_token (since 0.11.0)`),
  nonce: known(`${SYNAPSE} generate_guest_access_token (since 0.18.5), generate_oidc_session_token`, { secret: true }),
  app_id: known(`${SYNAPSE} generate_delete_pusher_token (since 0.16.0)`),
  pushkey: known(`${SYNAPSE} generate_delete_pusher_token (since 0.16.0)`, { secret: true }),
  state: known(`${SYNAPSE} generate_oidc_session_token (since 1.14.0)`, { secret: true }),
  idp_id: known(`${SYNAPSE} generate_oidc_session_token (since 1.26.0)`),
  client_redirect_url: known(`${SYNAPSE} generate_oidc_session_token (since 1.14.0)`, { mayBeEmpty: true }),
  ui_auth_session_id: known(`${SYNAPSE} generate_oidc_session_token (since 1.14.0)`, { mayBeEmpty: true }),
  code_verifier: known(`${SYNAPSE} generate_oidc_session_token (since 1.75.0)`, { secret: true, mayBeEmpty: true }),
  auth_provider_id: known('Synapse 1.30.0 to 1.70.x, login tokens'),
  auth_provider_session_id: known('Synapse 1.49.0 to 1.70.x, login tokens', { mayBeEmpty: true }),
} satisfies Record<string, CaveatSpec>;

export type KnownKey = keyof typeof CAVEAT_SPECS;

export const KNOWN_KEYS: readonly KnownKey[] = Object.keys(CAVEAT_SPECS).filter(isKnownKey);

/** Whether the draft or a homeserver has this exact key: `Type` is not `type`. */
export function isKnownKey(key: string): key is KnownKey {
  return Object.hasOwn(CAVEAT_SPECS, key);
}

/** What is known about a key; undefined for a key nobody is known to issue. */
export function lookUpKey(key: string): CaveatSpec | undefined {
  return isKnownKey(key) ? CAVEAT_SPECS[key] : undefined;
}

/** How a caveat stands to the draft, by key and operator alone; does not judge its value. Third-party caveats are `unknown`. */
export function standingOf(caveat: ReadCaveat): Standing {
  switch (caveat.form) {
    case 'statement': {
      const spec = lookUpKey(caveat.key);
      return spec?.operators.includes(caveat.operator) ? spec.standing : 'unknown';
    }
    case 'malformed':
      return isIssuedEmpty(caveat) ? 'known' : 'malformed';
    case 'not-text':
      return 'malformed';
    case 'third-party':
      return 'unknown';
  }
}

/** Whether this is a caveat like `ui_auth_session_id = `, which Synapse issues although the grammar wants a value. */
export function isIssuedEmpty(caveat: ReadCaveat): boolean {
  if (caveat.form !== 'malformed' || caveat.reason !== 'no-value') return false;
  const key = caveat.guess?.key ?? '';
  return lookUpKey(key)?.mayBeEmpty === true && caveat.text === `${key} = `;
}

function standard(...operators: string[]): CaveatSpec {
  return { standing: 'standard', operators, secret: false, mayBeEmpty: false, source: DRAFT };
}

function known(source: string, traits: Partial<Pick<CaveatSpec, 'secret' | 'mayBeEmpty'>> = {}): CaveatSpec {
  return { standing: 'known', operators: ['='], secret: false, mayBeEmpty: false, ...traits, source };
}
