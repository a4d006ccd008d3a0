/**
 * What the reference homeserver answers. It says what was wrong, where Synapse has one text for everything; it repeats nothing
 * that a client sent but the names of JSON members.
 */
export const WORDING = {
  unknownPath: 'This server has no such endpoint.',
  wrongMethod: 'This endpoint does not take this method.',
  notHttp: 'This is not a valid HTTP request.',
  internal: 'The server failed.',
  tooLarge: 'The body is too large.',
  notUtf8: 'The body is not UTF-8.',
  notJson: 'The body is not JSON.',
  notAnObject: 'The body is not a JSON object.',
  missing: (name: string) => `The parameter '${name}' is missing.`,
  wrongType: (name: string, expected: string) => `The parameter '${name}' must be ${expected}.`,

  missingToken: 'No access token was sent.',
  mixedTokens: 'The access token was sent twice: send it in the Authorization header or in the query, not in both.',
  badAuthorization: "The Authorization header is not of the form 'Bearer TOKEN'.",
  guestRefused: 'Guests cannot do this.',

  unknownKind: "The parameter 'kind' must be 'user' or 'guest'.",
  userInUse: 'This username is taken.',
  invalidUsername: {
    grammar: 'A username has only the characters a-z, 0-9 and . _ = / + -',
    numeric: 'Usernames of digits alone are for guests.',
    length: 'This username is too long: a user ID has at most 255 bytes.',
  },
  unknownUiaSession: 'This authentication session is unknown, too old, or for another request.',
  unknownStage: 'This authentication stage is not one of those offered.',
  wrongRegistrationToken: 'The registration token is wrong.',
  unknownLoginType: 'This login type is not one of those offered.',
  unknownIdentifierType: "Only identifiers of type 'm.id.user' are known here.",
  wrongPassword: 'The username or the password is wrong.',
  limitExceeded: 'Too many attempts: wait, then try again.',
} as const;

/** Why the reference homeserver refuses a token. Counts caveats from 1; never repeats the token. */
export const REFUSALS = {
  unreadable: (problem: string) => `The token is no macaroon that can be read strictly. ${problem}`,
  noSession:
    'The token belongs to no session here: it was logged out, refreshed or used, or it is not from this server.',
  signature: 'The signature does not match: the token was changed, or it was signed with another key.',
  unknown: (caveat: number) => `Caveat ${caveat} is not understood, so the token is refused.`,
  malformed: (caveat: number) => `Caveat ${caveat} is malformed, so the token is refused.`,
  thirdParty: (caveat: number) => `Caveat ${caveat} is for a third party, and no discharge came with it.`,
  unmet: (caveat: number) => `Caveat ${caveat} is not met.`,
  expired: (caveat: number) => `Caveat ${caveat} is not met: the token has expired.`,
  noUser: 'The token does not say whom it is for.',
} as const;
