import type { Quoted } from './quote.js';

/** What a caveat says, worded from its operator and quoted value. `iso` is set where the value is a time. */
export interface CaveatText {
  readonly operator: string;
  readonly value: Quoted;
  readonly iso?: string;
}

/** What each known caveat means, by its key: a phrase for a table, without a full stop. Secret values are not repeated. */
export const CAVEAT_MEANINGS = {
  gen: ({ value }: CaveatText) => `Written in generation ${value.quoted} of the caveat format`,
  user_id: ({ value }: CaveatText) => `Valid only for ${value.quoted}`,
  type: ({ value }: CaveatText) =>
    TYPE_MEANINGS.get(value.quoted) ?? `Allows only what the type ${value.quoted} allows`,
  time: ({ operator, value, iso }: CaveatText) =>
    iso === undefined
      ? `Was to limit the time, but ${value.quoted} is not a time`
      : `Valid ${timeRelation(operator)} ${iso}`,
  guest: ({ value }: CaveatText) =>
    value.quoted === 'true' ? 'Valid only while the user is a guest' : `No server issues guest = ${value.quoted}`,
  nonce: () => 'Makes this token unlike any other; limits nothing',
  app_id: ({ value }: CaveatText) => `Only for the pusher of the app ${value.quoted}`,
  pushkey: () => 'Only for the pusher with this push key (for e-mail, the address)',
  state: () => 'Ties the browser to one single sign-on attempt (OAuth 2.0 state)',
  idp_id: ({ value }: CaveatText) => `Only for the identity provider ${value.quoted}`,
  client_redirect_url: ({ value }: CaveatText) => `After single sign-on, return to ${value.quoted || '(nothing)'}`,
  ui_auth_session_id: ({ value }: CaveatText) =>
    value.quoted === '' ? 'Not part of a user-interactive auth session' : `Only for the auth session ${value.quoted}`,
  code_verifier: () => 'The secret half of the PKCE exchange with the identity provider',
  auth_provider_id: ({ value }: CaveatText) => `Logged in through the identity provider ${value.quoted}`,
  auth_provider_session_id: ({ value }: CaveatText) =>
    value.quoted === ''
      ? 'No session at the identity provider'
      : `The session at the identity provider is ${value.quoted}`,
};

/** What a caveat means that is none of the known ones. */
export const OTHER_MEANINGS = {
  unknown: 'Not a caveat of the draft or of any known homeserver: a server that does not know it must reject the token',
  secondOfMinute: "Dendrite's: the second of the minute plus 120, by mistake; it limits nothing there",
  unknownOperator: 'A known key with an operator it does not have: a server must reject the token',
  malformed: 'Not of the form "key operator value": a server must reject the token',
  notText: 'Bytes that are not UTF-8 text: a server must reject the token',
  thirdParty: ({ quoted }: Quoted) =>
    quoted === '' ? 'A third party must confirm it' : `A third party must confirm it: ${quoted}`,
};

/** What a caveat of PyPI means; no homeserver knows one. */
export const PYPI_MEANINGS = {
  window: (from: string, until: string) => `PyPI: valid from ${from} until ${until}`,
  projects: (count: number) => `PyPI: only for the ${count} project(s) named`,
  projectIds: (count: number) => `PyPI: only for the ${count} project(s) of these ids`,
  user: 'PyPI: only for the user of this id',
  permissions: 'PyPI: permissions in the older form',
} as const;

const TYPE_MEANINGS: ReadonlyMap<string, string> = new Map([
  ['access', 'Allows any action but a token refresh'],
  ['refresh', 'Allows only a token refresh'],
  ['login', 'Allows only logging in'],
  ['delete_pusher', 'Allows only unsubscribing from notifications'],
  ['session', 'Only a cookie for single sign-on; allows no Matrix request'],
]);

function timeRelation(operator: string): string {
  if (operator === '<') return 'before';
  return operator === '>' ? 'after' : 'exactly at';
}
