/** In which way a server's answer or log says something else than what is the matter. */
export const MISLEADING = {
  'log-blames-signature':
    'The log blames the signature, but the signature is right: this verifier leaves out caveats that are not met, and then finds that the signature does not match the rest.',
  'log-hides-signature': 'The log names something else, but the signature does not match either.',
  'unsigned-unnoticed':
    'The server accepts it although not every caveat is signed: this verifier leaves out caveats that are not met. What they say has no effect.',
  'caveats-not-looked-at':
    'The server only looks the text up: whether the token is expired, narrowed or signed, by what it says itself, changes nothing.',
} as const;

export type Misleading = keyof typeof MISLEADING;

/** Why a token that is no macaroon cannot be verified. */
export const NOT_APPLICABLE = {
  stored:
    'This token says nothing that could be verified: the server looks it up in its database. Only the server can say whether it is valid.',
  jwt: 'This is a JSON Web Token: its issuer verifies it with a key of another kind. This command verifies macaroons.',
} as const;

/** What is wrong with a flag of `verify`. */
export const VERIFY_USAGE = {
  user: '--user takes a user ID: @localpart:server.',
} as const;

export const VERIFY_LABELS = {
  token: 'Token',
  judgedAs: 'Judged as',
  at: 'At',
  key: 'Key',
  signature: 'Signature',
  user: 'User',
  verdict: 'Verdict',
  answer: 'The server answers',
  log: 'Its log says',
  but: 'But',
  asGiven: 'As it was given',
  findings: 'Findings',
  fixes: 'What to do',
  next: 'Next',
} as const;

export const VERIFY_HEADS = {
  caveats: ['#', 'Caveat', 'State', 'Why'],
  dialects: ['Dialect', 'Verdict', 'Status', 'Why'],
} as const;

export const VERDICT_NAMES = {
  accepted: 'accepted',
  refused: 'refused',
  undetermined: 'cannot be told offline',
  'not-applicable': 'not applicable',
} as const;

export const VERIFY_TEXT = {
  caveat: (index: number) => `Caveat ${index}`,
  likeliest: (title: string) => `${title} (the likeliest; --as names another)`,
  keyNone: 'none given, so the signature was not checked (--key-file, --homeserver-config)',
  keyNoMatch: (tried: number) => `none of the ${tried} tried matches, common mistakes included`,
  keyMatch: (name: string) => `${name} matches`,
  noOffence: 'Nothing in it speaks against it.',
  storedMayHold: 'Nothing in it speaks against it, but the server looks its exact text up in the database.',
  storedMismatch:
    'The signature does not match: a server with this key has not issued this text, so it is not in its database.',
  keyMissing: 'Nothing in it speaks against it, but without the key nobody can tell whether it is signed.',
  notMetWithoutKey: 'A caveat is not met, but without the key nobody can tell whether it is signed.',
  anotherUser: 'It is accepted, but for another user than --user names.',
  nothingAnswered: 'not known for this server',
  accepts: (status: number) => `${status}, and serves the request`,
  refuses: (status: number, errcode: string, error: string) => `${status} ${errcode} "${error}"`,
  logNothing: 'nothing',
  asGivenSame: 'with what stands around the token, the server answers the same',
  discharges: 'This server takes no discharges: those given make no difference.',
  noCaveats: 'It has no caveats: nothing limits it.',
} as const;

export const SIGNATURE_STATES = {
  skipped: 'not checked',
  valid: 'right, over every caveat',
  mismatch: 'does not match any key tried',
} as const;

export const SIGNATURE_TEXT = {
  unsigned: (caveats: string) => `right, but not over caveat ${caveats}`,
  truncated: (bytes: number) => `right, but only its first ${bytes} bytes are there`,
} as const;

/** Commands to type next. None ever holds text from a token. */
export const VERIFY_NEXT = {
  key: 'matrix-token verify - --homeserver-config homeserver.yaml',
  compare: 'matrix-token verify - --as all',
  whoami: 'matrix-token whoami - --server SERVER',
  login: 'matrix-token login SERVER',
  guest: 'matrix-token register SERVER --guest',
  inspect: 'matrix-token inspect -',
} as const;
