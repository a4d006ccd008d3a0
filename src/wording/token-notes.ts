/** How a note on a token reads. */
export interface TokenNoteWording {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly fix?: string;
}

const COPY_AGAIN = 'Copy the token again, whole.';

/** Every note on a token's text or on what was around it. Notes on caveats and on wire formats are elsewhere. */
export const TOKEN_NOTES = {
  'percent-decoded': {
    severity: 'info',
    message:
      'The token was percent-encoded, as in a URL. What is shown here, and its fingerprint, is the decoded token.',
  },
  'token-in-url': {
    severity: 'info',
    message: 'The token was in a URL, where logs and proxies keep it. Matrix deprecated this in v1.11.',
    fix: 'Send it in the header: Authorization: Bearer TOKEN.',
  },
  'refresh-token-too': {
    severity: 'info',
    message: 'The response holds a refresh token as well. This is about its access token.',
  },
  'preimage-left-out': {
    severity: 'info',
    message: 'The preimage after the macaroon, the proof of payment, is a secret and was left out.',
  },
  'json-fragment': {
    severity: 'info',
    message: 'The token was found in text that is not whole JSON.',
  },
  'trailing-separator': {
    severity: 'info',
    message: 'A comma or semicolon after the token was left out.',
  },
  'invisible-characters': {
    severity: 'warning',
    message: 'Invisible characters around the token (a byte order mark or zero-width spaces) were left out.',
    fix: 'Remove them where the token is stored: a server compares every byte.',
  },
  'bearer-case': {
    severity: 'warning',
    message: 'The scheme is not written "Bearer" exactly. Synapse answers M_MISSING_TOKEN to that, whatever the token.',
    fix: 'Write it with a capital B and the rest in lower case.',
  },
  'checksum-mismatch': {
    severity: 'error',
    message: 'The checksum does not match the token: it is mistyped or truncated.',
    fix: COPY_AGAIN,
  },
  'end-cut-off': {
    severity: 'error',
    message: 'The end of the token is missing: its checksum is cut off here.',
    fix: COPY_AGAIN,
  },
  'character-changed': {
    severity: 'error',
    message: 'The character here is wrong: any other single change leaves the checksum wrong.',
    fix: COPY_AGAIN,
  },
  'character-missing': {
    severity: 'error',
    message: 'One character is missing here: any other single insertion leaves the checksum wrong.',
    fix: COPY_AGAIN,
  },
  'character-extra': {
    severity: 'error',
    message: 'There is one character too many here: without it the checksum matches.',
    fix: COPY_AGAIN,
  },
  'illegal-character': {
    severity: 'error',
    message: 'No token of this kind holds the character here.',
    fix: COPY_AGAIN,
  },
  'wrong-parts': {
    severity: 'error',
    message: 'The token does not have the number of parts, joined by underscores, that its prefix promises.',
    fix: COPY_AGAIN,
  },
  'wrong-random-part': {
    severity: 'error',
    message: 'The random part, before the checksum, has the wrong length or alphabet.',
    fix: COPY_AGAIN,
  },
  'unreadable-localpart': {
    severity: 'error',
    message: 'The part after the prefix is not the unpadded standard base64 of a localpart in UTF-8.',
    fix: COPY_AGAIN,
  },
  'misspelt-prefix': {
    severity: 'warning',
    message:
      'The token begins almost like a token of Synapse or MAS. Their prefixes are three lower-case letters and an underscore.',
    fix: COPY_AGAIN,
  },
  'jwt-unverified': {
    severity: 'info',
    message: 'The signature of a JWT is not checked: all of this is what the token claims.',
  },
  'jwt-unsigned': {
    severity: 'warning',
    message: 'The JWT is not signed (alg is "none"): no server should accept it.',
  },
  'jwt-payload-unreadable': {
    severity: 'error',
    message: 'The payload of the JWT is not a JSON object in unpadded base64url.',
    fix: COPY_AGAIN,
  },
  'foreign-token': {
    severity: 'warning',
    message: 'This is a token of another service: no homeserver accepts it.',
    fix: 'If it was sent to a homeserver, revoke it at that service.',
  },
  'opaque-token': {
    severity: 'info',
    message:
      'Nothing can be read from this token offline: its meaning is in the database of the server that issued it.',
  },
} as const satisfies Record<string, TokenNoteWording>;

export type TokenNoteCode = keyof typeof TOKEN_NOTES;
