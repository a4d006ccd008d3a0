/** What each reader of macaroons is called, and who uses it. */
export const READER_NAMES = {
  pymacaroons: 'pymacaroons 0.13.0 (Synapse, PyPI)',
  'libmacaroons-0.3': 'libmacaroons 0.3.0 (C)',
  'libmacaroons-head': 'libmacaroons HEAD (C)',
  'go-macaroon': 'Go macaroon.v2 2.1.0 (snapd, Juju, lnd)',
  'rust-macaroon': 'Rust macaroon 0.3.1',
  'npm-macaroon': 'npm macaroon 3.0.4',
  'npm-macaroons.js': 'npm macaroons.js 0.3.9',
} as const;

/** Why a reader does what it does, where no anomaly is the reason. */
export const QUIRKS = {
  'not-a-macaroon': 'it is no macaroon to any reader',
  'format-unsupported': 'it does not have this wire format',
  'hex-unsupported': 'it takes base64, not hex: decode the hex first',
  'raw-packets': 'it takes V1 in base64, not its raw packets',
  'needs-discharge': 'its third-party caveat needs a discharge',
  'key-mismatch': 'its signature does not match the key given',
  'v2-field-too-long': 'it reads fields of at most 65535 bytes',
  'json-base64-alphabet': 'it wants "s64" in the URL-safe alphabet, without padding',
  'json-escapes': 'it does not undo the backslash escapes of JSON',
  'json-buffer-overflow': 'it decodes JSON into a buffer of 10000 bytes',
} as const;

export type QuirkCode = keyof typeof QUIRKS;

/** What a reader does with a token. */
export const OUTCOMES = {
  verifies: 'accepts it, and it verifies',
  mismatch: 'accepts it, but the signature does not match',
  undischarged: 'accepts it, and asks for a discharge',
  rejects: 'refuses it',
  hangs: 'never ends',
  crashes: 'crashes',
} as const;
