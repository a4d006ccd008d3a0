/** What a conclusion's sentences are made of: text from token and server, escaped already. Never enters a command. */
export interface DiagnosisWords {
  /** Whom the token says it is for; '' where it does not. */
  readonly user: string;
  /** Whom the server says it is for; '' where it does not. */
  readonly owner: string;
  /** The first thing that a verifier has against it. */
  readonly objection: string;
  /** What is wrong with its form. */
  readonly damage: string;
  /** Why no homeserver was found, or none answered. */
  readonly problem: string;
  /** The status, errcode and text of the server's answer. */
  readonly answer: string;
  /** Until when the token was valid; '' where it does not say. */
  readonly expires: string;
}

/** How one conclusion reads, and the command to type next; null where no command helps. */
export interface ConclusionWording {
  readonly meaning: (words: DiagnosisWords) => string;
  readonly next: string | null;
}

const LOGIN = 'matrix-token login SERVER';
const GUEST = 'matrix-token register SERVER --guest';
const REFRESH = 'matrix-token refresh';
const INSPECT = 'matrix-token inspect -';
const WHOAMI = 'matrix-token whoami - --server SERVER';
const CHECK = 'matrix-token check SERVER';
const WITH_SERVER = 'matrix-token diagnose - --server SERVER';
const WITH_KEY = 'matrix-token diagnose - --server SERVER --homeserver-config homeserver.yaml';

function of(meaning: ConclusionWording['meaning'], next: string | null): ConclusionWording {
  return { meaning, next };
}

/** What the facts mean, by the rule that applied. */
export const CONCLUSIONS = {
  // The server accepts it.
  'accepted-as-another': of(
    ({ owner }) =>
      `The server accepts it as ${owner}, although its caveats name two users: anyone can append the name of another. Synapse 0.12 to 0.16.1 did so. Update the server now.`,
    CHECK,
  ),
  'accepted-though-unmet': of(
    ({ objection }) =>
      `The server accepts it, although it must not: it is rightly signed, and a caveat is not met. ${objection}`,
    CHECK,
  ),
  'another-user': of(
    ({ owner }) =>
      `The token is good, but it is that of ${owner}, not of the user who was expected: somewhere the tokens of two users were mixed up.`,
    LOGIN,
  ),
  'accepted-forgeable': of(
    () =>
      'The server accepts it, and it is signed with the word "None" (CVE-2019-5885): anyone can make such tokens, for any guest. Set macaroon_secret_key, and update Synapse.',
    null,
  ),
  'valid-guest': of(
    () =>
      'The token is good. It is a guest\'s, and this server does not let guests ask who they are: "Guest access not allowed" (M_GUEST_ACCESS_FORBIDDEN) means that it knew the token.',
    null,
  ),
  accepted: of(({ owner }) => `The token is good: the server accepts it as that of ${owner}.`, null),

  // The server says what it is.
  'user-locked': of(
    () =>
      "The token is good, but the account is locked. The session lives on: the token works again once the server's administrator unlocks the account.",
    null,
  ),
  'account-expired': of(
    () => 'The account has run out (account validity), not the token. It must be renewed on the server.',
    null,
  ),
  'user-deactivated': of(() => 'The account is deactivated, so every token of it is void.', null),
  'soft-logout': of(
    () =>
      'The access token has expired, but the session has not (soft logout). Its refresh token gets a new one; without a refresh token, log in with the same device. How long a token lives was fixed when it was issued: a later change of the settings does not reach it.',
    REFRESH,
  ),
  'header-dropped': of(
    () =>
      'The token was sent, but the server did not see it: what stands in front of it, most likely a reverse proxy, drops or changes the Authorization header. The token is not the cause.',
    null,
  ),
  'guest-is-regular': of(
    ({ user }) =>
      `It is a guest's token, rightly signed, but ${user || 'its user'} is a regular account now: most likely the guest has registered. Its guest token is void from then on.`,
    LOGIN,
  ),
  'user-missing': of(
    ({ user }) =>
      `It is rightly signed, but the server has no account ${user || 'of that name'}: the token is of another server with the same key, or of a database that was reset.`,
    GUEST,
  ),
  'no-matrix-scope': of(
    () =>
      'It is a valid OAuth token, but not for Matrix: its scope lacks urn:matrix:client:api:*. Whoever asks for the token must ask for that scope.',
    null,
  ),
  'introspection-failed': of(
    () =>
      'The homeserver could not ask matrix-authentication-service about the token. This is between the two services (its address, its shared secret, or it is down), and says nothing about the token.',
    'mas-cli doctor',
  ),

  // Its form.
  'foreign-token': of(
    () =>
      'This is the token of another service, none of Matrix. It was sent nowhere. If it was pasted here by mistake, treat it as seen.',
    null,
  ),
  damaged: of(({ damage }) => `The token is damaged, so no server can know it. ${damage}`, INSPECT),
  unreadable: of(({ objection }) => `The server's own reader cannot read it. ${objection}`, INSPECT),
  'refresh-token': of(
    () =>
      'This is a refresh token: it is good for getting a new access token, once, and for no other request. A second use may end the session.',
    REFRESH,
  ),
  'login-token': of(
    () => 'This is a login token: it is good for one login (m.login.token), within minutes, and for no other request.',
    'matrix-token login SERVER --token-file FILE',
  ),
  'unsubscribe-token': of(
    () =>
      'This is the token of an unsubscribe link in an e-mail: it removes that pusher and is good for no other request.',
    null,
  ),
  'oidc-session-expired': of(
    ({ expires }) =>
      `This is the cookie of a single sign-on that was not finished in time: it was valid until ${expires}. Begin the login again.`,
    null,
  ),
  'oidc-session': of(
    () =>
      'This is the cookie of a single sign-on in progress: it is good in the browser that began the login, for an hour, and for no Matrix request.',
    INSPECT,
  ),

  // Its key.
  'narrowed-stored-token': of(
    () =>
      'It was narrowed, or changed otherwise, and this kind of token cannot be: the server looks its exact text up in the database, and finds only the original. No key changes that.',
    LOGIN,
  ),
  'weak-key': of(
    () =>
      'It is signed with the word "None", which Synapse before 0.34.1 took for a key where none was configured (CVE-2019-5885). A server that has a key refuses it, as it should.',
    GUEST,
  ),
  'key-changed': of(({ objection }) => `The server's key was changed since the token was issued. ${objection}`, GUEST),
  'key-misread': of(
    ({ objection }) => `The server uses its key in another form than signed the token. ${objection}`,
    null,
  ),
  'caveats-unsigned': of(
    ({ objection }) => `Someone put a caveat in without signing it. ${objection}`,
    'matrix-token attenuate -',
  ),
  'signature-cut-off': of(
    () => 'The key is right, but the end of the token is missing. Copy it again, whole.',
    INSPECT,
  ),
  'no-key-matches': of(
    () =>
      'No key that was given signed it: the token is of another server, the key was changed and the old one is gone, or the token was changed.',
    GUEST,
  ),

  // Its caveats.
  'user-conflict': of(
    ({ objection }) => `Its caveats name two users, so it is nobody's: someone appended a user_id. ${objection}`,
    LOGIN,
  ),
  'time-in-seconds': of(
    ({ objection }) => `It looks expired because its time is in seconds, not in milliseconds. ${objection}`,
    'matrix-token attenuate - --expires-in 1h',
  ),
  'expired-by-server-clock': of(
    ({ expires }) =>
      `It is expired by the server's clock, and not by the clock of this computer: the two differ. It was valid until ${expires}. Set the clock that is wrong.`,
    null,
  ),
  'not-yet': of(({ objection }) => `It is not valid yet. ${objection}`, INSPECT),
  expired: of(({ expires }) => `It is expired${expires === '' ? '' : `: it was valid until ${expires}`}.`, LOGIN),
  'unknown-caveat': of(
    ({ objection }) => `It has a caveat that the server does not understand, and must therefore refuse. ${objection}`,
    'matrix-token verify - --as all',
  ),
  'third-party': of(
    () => 'A third party must confirm one of its caveats, and homeservers take no such confirmation.',
    INSPECT,
  ),
  'caveat-refused': of(
    ({ objection }) => `What it says does not let the server accept it. ${objection}`,
    'matrix-token verify -',
  ),
  'jwt-expired': of(({ expires }) => `It is expired: by its own claims it was valid until ${expires}.`, LOGIN),

  // A bare refusal.
  'route-missing': of(
    ({ answer }) =>
      `What answers there knows Matrix, but not this request (${answer}): the reverse proxy sends /_matrix/client to the wrong service, or the server is not a homeserver for clients.`,
    null,
  ),
  'refused-otherwise': of(({ answer }) => `The server refuses, and not for the token being unknown: ${answer}`, WHOAMI),
  'guest-behind-mas': of(
    () =>
      "It is a guest's token, and this server leaves tokens to matrix-authentication-service, which has no guests: guest tokens die when a server moves to it.",
    LOGIN,
  ),
  'macaroon-behind-mas': of(
    () =>
      'It is an old access token of Synapse (before 1.34), and this server leaves tokens to matrix-authentication-service: there it is known only if it was migrated, and MAS before 0.13 refused every macaroon.',
    LOGIN,
  ),
  'not-active': of(
    () =>
      'matrix-authentication-service does not know the token, or no more: it has expired, was refreshed, or its session has ended. A token copied out of a client such as Element dies within minutes, when that client refreshes it. Give a program a login of its own.',
    LOGIN,
  ),
  'verified-but-refused': of(
    () =>
      'By the key that was given the token is good, but the server refuses it: it runs with another configuration than this file (not restarted, another worker, another server), or the account is gone or no guest.',
    GUEST,
  ),
  'signed-but-not-stored': of(
    () =>
      'The server knows the signature but not the token ("Unrecognised access token"): it was narrowed, logged out, or expired out of the database (expire_access_token).',
    LOGIN,
  ),
  'guest-refused': of(
    () =>
      'The server refuses this guest token and does not say why: the same words stand for a wrong key, a caveat that is not met and an account that is no guest. The key tells which.',
    WITH_KEY,
  ),
  'as-token-unknown': of(
    () =>
      'It looks like the as_token of a bridge or bot. The server does not know it: the registration file is not in app_service_config_files, differs from that of the bridge, or the server was not restarted since.',
    null,
  ),
  'unknown-to-server': of(
    () =>
      'The server does not know this token: it was logged out (perhaps with the browser session it was copied from), its device or password was removed or changed, or it is of another server. No key signs such tokens: macaroon_secret_key has nothing to do with it.',
    LOGIN,
  ),

  // No answer.
  'not-a-homeserver': of(
    ({ problem }) => `There is no homeserver at that address, so the token was not sent. ${problem}`,
    null,
  ),
  unreachable: of(
    ({ problem }) => `The homeserver could not be reached, so the token was not sent. ${problem}`,
    WITH_SERVER,
  ),
  'route-broken': of(
    ({ answer }) =>
      `What answered is no homeserver (${answer}): the reverse proxy sends this path elsewhere. This says nothing about the token.`,
    null,
  ),
  'server-error': of(
    ({ answer }) => `The server failed (${answer}). This says nothing about the token: its log says more.`,
    WITH_SERVER,
  ),
  'rate-limited': of(
    ({ problem }) => `The server is limiting requests, so it did not look at the token. ${problem}`,
    WITH_SERVER,
  ),
  'no-answer': of(({ problem }) => `The server gave no answer to the token. ${problem}`, WITH_SERVER),

  // Offline.
  'verified-offline': of(
    () => 'By its key and its caveats the token is good. Whether the account still exists, only the server can tell.',
    WITH_SERVER,
  ),
  'needs-key-or-server': of(
    () => 'Nothing in it speaks against it. Whether it is rightly signed, the key or the server can tell.',
    WITH_KEY,
  ),
  'needs-server': of(
    () => 'Nothing in it speaks against it. The server looks it up in its database, so only the server can tell.',
    WITH_SERVER,
  ),
} as const satisfies Readonly<Record<string, ConclusionWording>>;

export type ConclusionId = keyof typeof CONCLUSIONS;
