/** What an opaque token probably is. A form is weak evidence: every sentence says "probably" or names what else it may be. */
export const OPAQUE_GUESSES = {
  dendrite: 'probably an access or login token of Dendrite (43 characters of base64url)',
  'conduit-family':
    'probably a token of Conduit, conduwuit or tuwunel, or a login token of MAS (32 letters and digits)',
  continuwuity: 'probably a token of continuwuity (24 letters and digits)',
  'tuwunel-refresh': 'probably a refresh token of tuwunel',
  'synapse-before-macaroons': 'probably an access token of Synapse 0.10 or older, from before macaroons',
  'application-service': 'probably the as_token or hs_token of an application service (hexadecimal)',
  pypi: 'an API token of PyPI, not of Matrix',
  fly: 'a token of Fly.io, not of Matrix',
  'encrypted-jwt': 'an encrypted JWT (JWE): it cannot be read without its key',
  'other-service': 'a token of another service, by its prefix: not of Matrix',
} as const;

export type OpaqueGuess = keyof typeof OPAQUE_GUESSES;
