/** What is worth knowing besides. */
export const DIAGNOSIS_NOTES = {
  'compat-not-admin':
    'A compatibility token (mct_) is never that of a server administrator: the admin API needs the scope urn:synapse:admin:*, as "mas-cli manage issue-compatibility-token" or a personal access token (mpt_) can have it.',
  'oauth-short-lived':
    'An OAuth access token lives for minutes: a program needs a login of its own, or a personal access token (mpt_).',
  'localpart-differs':
    'The name in the token is not that of its user: a server administrator made it for someone else.',
  'unsigned-unnoticed':
    'Not every caveat is signed, and the server did not notice: a caveat that is neither signed nor met has no effect on Synapse.',
  'key-is-another': 'The key that was given is not the one that the server uses, since the server accepts the token.',
  'caveats-not-looked-at':
    'By its own caveats it should be refused: either they are not signed, or the server does not look at them.',
  'clock-skew': "The server's clock and the clock of this computer differ; caveats are judged by the server's.",
  'found-via-well-known': "The address is that of the server name's well-known file.",
} as const;

export type NoteId = keyof typeof DIAGNOSIS_NOTES;

export const DIAGNOSIS_LABELS = {
  token: 'Token',
  whole: 'Whole',
  caveats: 'Caveats',
  key: 'Key',
  server: 'Server',
  meaning: 'Meaning',
  note: 'Note',
  next: 'Next',
} as const;

/** The sentences of the five steps. Arguments are escaped already. */
export const DIAGNOSIS_STEPS = {
  issued: (kind: string, purpose: string, software: string, certainty: string) =>
    `${kind}, ${purpose} of ${software} (${certainty})`,
  isFor: (what: string, user: string) => `${what}, for ${user}`,
  guest: (user: string) => `${user}, a guest`,
  whole: 'yes: nothing is missing or changed',
  wholeUnknown: 'it has no checksum, so nobody can tell from it alone',
  noCaveats: 'none: this kind of token has no caveats that could be read',
  judgedBy: { server: "by the server's clock", own: 'by the clock of this computer' },
  state: (state: string, by: string) => `${state} (${by})`,
  skewed: (by: string, seconds: number) =>
    `${by}, which is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of this computer`,
  keyNotNeeded: 'skipped: no key signs this kind of token',
  keyMissing: 'skipped: --homeserver-config homeserver.yaml or --key-file FILE would tell whether it is rightly signed',
  keyMatch: (name: string) => `${name} matches`,
  keyMismatch: (tried: number) => `none of the ${tried} tried matches`,
  skipped: {
    'none-named': 'skipped: --server SERVER would tell',
    offline: 'skipped: --offline',
    'not-for-requests': 'skipped: no request is made with such a token',
    foreign: 'skipped: it is no token of Matrix, so no homeserver is to see it',
  },
  notFound: (problem: string) => `not found: ${problem}`,
  accepts: (server: string, owner: string) => `${server} accepts it, for ${owner}`,
  acceptsGuest: (server: string) => `${server} knows it as a guest's`,
  refuses: (server: string, answer: string) => `${server} refuses it: ${answer}`,
  fails: (server: string, answer: string) => `${server} did not judge it: ${answer}`,
  at: (software: string, url: string) => `${software} at ${url}`,
  softLogout: 'soft logout',
  notJson: (status: number) => `${status} without an answer of Matrix`,
} as const;
