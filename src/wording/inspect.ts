/** Stands where the value of a secret caveat would. */
export const MASKED = '(masked)';

/** What a root key says about a macaroon's signature, where that is not "it matches". */
export const SIGNATURE_FINDINGS = {
  'signature-mismatch': {
    severity: 'error',
    message:
      'The signature does not match the key: another key signed this macaroon, or its identifier or a caveat was changed.',
    fix: 'Check that the key is the one of the server that issued the token.',
  },
  'signature-truncated': {
    severity: 'error',
    message: 'The key is right, but the end of the signature is missing.',
    fix: 'Copy the token again, whole.',
  },
  'caveats-unsigned': {
    severity: 'error',
    message: 'The key is right, but this caveat and those after it were added without signing them.',
    fix: 'Narrow the token again with: matrix-token attenuate - --caveat ...',
  },
} as const;

export type SignatureFindingCode = keyof typeof SIGNATURE_FINDINGS;

/** What each kind of token is, after "is". */
export const KIND_NAMES = {
  macaroon: 'a macaroon',
  'synapse-access': 'an access token of Synapse',
  'synapse-refresh': 'a refresh token of Synapse',
  'synapse-login': 'a login token of Synapse (for m.login.token)',
  'mas-access': 'an OAuth access token of matrix-authentication-service',
  'mas-refresh': 'an OAuth refresh token of matrix-authentication-service',
  'mas-compat-access': 'an access token of matrix-authentication-service, from /login',
  'mas-compat-refresh': 'a refresh token of matrix-authentication-service, from /login',
  'mas-personal': 'a personal access token of matrix-authentication-service',
  jwt: 'a JSON Web Token (JWT)',
  opaque: 'an opaque token',
} as const;

/** How a macaroon's bytes are carried. */
export const ENCODING_NAMES = {
  base64: 'standard base64',
  base64url: 'base64url',
  hex: 'hex',
  json: 'JSON',
  binary: 'raw bytes',
} as const;

/** What a token was issued for. */
export const PURPOSES = {
  access: 'access token',
  refresh: 'refresh token',
  login: 'login token',
  'guest-access': 'guest access token',
  'delete-pusher': 'token of an unsubscribe link in an e-mail',
  'oidc-session': 'session cookie of a single sign-on',
  'compat-access': 'access token from /login',
  'compat-refresh': 'refresh token from /login',
  'personal-access': 'personal access token',
  unknown: 'purpose unknown',
} as const;

/** How sure a statement about the issuer is. */
export const CERTAINTIES = {
  certain: 'by its form',
  likely: 'probably',
  guess: 'a guess',
} as const;

export const SOFTWARE_NAMES = {
  synapse: 'Synapse',
  'matrix-authentication-service': 'matrix-authentication-service',
  dendrite: 'Dendrite',
  'conduit-family': 'Conduit, conduwuit or tuwunel',
  continuwuity: 'continuwuity',
  tuwunel: 'tuwunel',
  pypi: 'PyPI (not Matrix)',
  'fly.io': 'Fly.io (not Matrix)',
  lnd: 'lnd, the Lightning node (not Matrix)',
} as const;

/** Where a token was found. */
export const WRAPPER_NAMES = {
  'authorization-header': 'an Authorization header',
  bearer: 'text that begins with "Bearer"',
  json: 'JSON, such as an answer to /login',
  query: 'a URL or query',
  cookie: 'a cookie',
  field: 'a line of a configuration',
  quotes: 'quotes',
  'snap-header': 'a header of the snap store (not Matrix)',
  l402: 'an L402 or LSAT credential (not Matrix)',
  pypi: 'a token of PyPI (not Matrix)',
  'macaroon-cookie': 'a cookie or header of go-bakery: a list of macaroons',
  'macaroon-list': 'a JSON list of macaroons',
} as const;

/** What a token may do, by its `type`. */
export const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['access', 'any action but a token refresh'],
  ['refresh', 'a token refresh, nothing else'],
  ['login', 'a login, nothing else'],
  ['delete_pusher', 'unsubscribing a pusher, nothing else'],
  ['session', 'a single sign-on in this browser, no Matrix request'],
]);

/** What the caveats or claims leave, by the clock of this computer. */
export const STATE_NAMES = {
  live: 'nothing in it speaks against it now',
  undetermined: 'depends on the server: not every server understands every caveat',
  'not-yet': 'not valid yet',
  expired: 'expired',
  never: 'never valid: its caveats contradict each other',
} as const;

/** How far a statement about rights can be trusted. */
export const BASES = {
  claimed: 'read off the token; the signature was not checked',
  verified: 'signed with the key given',
} as const;

/** The labels of the text that `inspect` prints, in order. */
export const INSPECT_LABELS = {
  token: 'Token',
  issuedBy: 'Issued by',
  user: 'User',
  allows: 'Allows',
  valid: 'Valid',
  state: 'State',
  location: 'Location',
  identifier: 'Identifier',
  signature: 'Signature',
  localpart: 'Localpart',
  checksum: 'Checksum',
  foundIn: 'Found in',
  fingerprint: 'Fingerprint',
  findings: 'Findings',
  next: 'Next',
} as const;

/** The sentences of the text that `inspect` prints. Arguments from a token are escaped already. */
export const INSPECT_TEXT = {
  macaroonForm: (version: number, encoding: string) => `a macaroon, version ${version}, in ${encoding}`,
  releases: ({ from, to }: { from: string; to: string | null }) =>
    to === null ? `${from} or later` : `${from} to ${to}`,
  guest: (userId: string) => `${userId}, a guest`,
  anyone: 'no caveat names one',
  allowsType: (type: string) => `only what the type "${type}" allows`,
  noType: 'no caveat limits it',
  always: 'without an end: no caveat limits the time',
  silent: 'it does not say until when',
  doubtful: 'in doubt: see the findings',
  nothing: '(nothing)',
  exactly: (moment: string) => `only at exactly ${moment}`,
  until: (moment: string) => `until ${moment}`,
  from: (moment: string) => `from ${moment}, without an end`,
  between: (from: string, until: string) => `from ${from} until ${until}`,
  locationUnsigned: 'not covered by the signature',
  signatureBytes: (bytes: number) => `${bytes} bytes, never shown`,
  signatureSkipped: 'not checked: that needs the root key (--key-file)',
  signatureValid: 'matches the key given',
  signatureInvalid: 'does not match',
  checksumValid: 'matches: the token is whole',
  checksumInvalid: 'does not match',
  caveat: (index: number) => `caveat ${index}`,
  thirdParty: (location: string) => `third party ${location}`,
  discharge: (number: number) => `Discharge ${number}`,
  unreadable: 'no macaroon, or damaged beyond use',
  noCaveats: 'It has no caveats: nothing limits it.',
  noCaveatRead: 'No caveat could be read, which does not mean that it has none: see the findings.',
} as const;

/** The heads of the tables. */
export const INSPECT_HEADS = {
  caveats: ['#', 'Caveat', 'Meaning'],
  claims: ['', 'Claim', 'Value'],
  header: 'header',
  payload: 'payload',
} as const;

/** Where a token was read from. */
export type TokenSource = 'argument' | 'stdin' | 'file' | 'env' | 'profile';

/** How the next command gets the same token: from a profile or the environment it does by itself. */
const AGAIN: Readonly<Record<TokenSource, string>> = {
  argument: '- ',
  stdin: '- ',
  file: '--token-file FILE ',
  env: '',
  profile: '',
};

/** Commands to type next. None ever holds text from a token: people paste them. */
export const NEXT_COMMANDS = {
  narrow: (source: TokenSource) => `matrix-token attenuate ${AGAIN[source]}--expires-in 1h`,
  check: 'matrix-token check SERVER',
  whoami: (source: TokenSource) =>
    source === 'profile' ? 'matrix-token whoami' : `matrix-token whoami ${AGAIN[source]}--server SERVER`,
  refresh: 'matrix-token refresh',
  login: 'matrix-token login SERVER',
} as const;

/** What `--expires-within` found, where that is not that the token lasts. */
export const EXPIRY_WARNINGS = {
  'too-soon': 'The token has less time left than --expires-within asks for.',
  silent: 'Nothing in the token says until when it is valid, so --expires-within has no answer: only its server knows.',
} as const;
