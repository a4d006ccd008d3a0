import { anomalies, COPY_AGAIN, counted } from './wording.js';

/** How a token was carried as text: base64 and hex. */
export const TEXT_ANOMALIES = anomalies({
  'text-whitespace': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: (count) =>
      `${counted(count, 'white-space character')} in the encoded token: some readers skip them, others refuse the token.`,
    expected: 'a character of the encoded token',
    fix: 'Remove blanks and line ends, and the word "Bearer" if it was copied too.',
  },
  'text-illegal-character': {
    severity: 'error',
    refusedWhenStrict: true,
    message: (count) =>
      `${counted(count, 'character')} that base64 and hex do not have: most readers refuse the token, pymacaroons (Synapse) may skip them.`,
    expected: 'a base64 character (A-Z a-z 0-9 - _ or + /)',
    fix: COPY_AGAIN,
  },
  'base64-mixed-alphabets': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: "'-' or '_' and '+' or '/' in one token: Go and Rust readers refuse that.",
    expected: 'a character of the alphabet the token began with',
    fix: "Replace '+' by '-' and '/' by '_'.",
  },
  'base64-padding': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: (count) => `The '=' padding is wrong: this length takes ${counted(count, "'=' sign")}, or none at all.`,
    expected: (count) => (count === 0 ? "the end of the token, without '='" : `${counted(count, "'=' sign")}, or none`),
    fix: "Remove the '=' signs at the end.",
  },
  'base64-percent-encoded': {
    severity: 'error',
    refusedWhenStrict: true,
    message: "The '=' padding is percent-encoded (%3D), as in a URL: no reader takes it for padding.",
    expected: "'=' or the end of the token",
    fix: 'Decode the URL first, or remove %3D from the end.',
  },
  'base64-data-after-padding': {
    severity: 'error',
    refusedWhenStrict: true,
    message: "More data after the '=' padding: some readers ignore it, others refuse the token.",
    expected: "the end of the token after '='",
    fix: 'If two tokens were joined, pass one at a time.',
  },
  'base64-stray-character': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'One character too many or too few: no base64 text has this length.',
    expected: 'a length that is not one more than a multiple of four',
    fix: COPY_AGAIN,
  },
  'base64-spare-bits': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: 'The last character carries bits that belong to no byte: libmacaroons and Rust refuse that.',
    expected: 'a last character whose spare bits are zero',
    fix: 'The last character was changed or lost: copy the token again.',
  },
  'hex-upper-case': {
    severity: 'info',
    refusedWhenStrict: false,
    message: 'The hex is in upper case: encoders write lower case, readers take both.',
    expected: 'a lower-case hex digit',
    fix: 'Nothing needs to be done.',
  },
  'hex-odd-length': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'An odd number of hex digits: half of the last byte is missing.',
    expected: 'an even number of hex digits',
    fix: COPY_AGAIN,
  },
  'byte-order-mark': {
    severity: 'error',
    refusedWhenStrict: true,
    message: 'The token begins with a byte order mark (U+FEFF): every reader refuses that.',
    expected: 'the first byte of the macaroon',
    fix: 'Save the file as UTF-8 without a byte order mark.',
  },
  'json-in-base64': {
    severity: 'warning',
    refusedWhenStrict: true,
    message: 'The base64 holds a JSON macaroon: macaroon libraries read one or the other, not both together.',
    expected: 'a binary macaroon',
    fix: 'Decode the base64 and use the JSON, or convert it to a binary macaroon.',
  },
});
