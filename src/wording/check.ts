/** Why an answer proves nothing. */
export const PROBLEMS = {
  unreachable: 'no answer: the connection failed',
  timeout: 'no answer in time',
  'no-answer': 'no answer that could be read',
  'server-error': 'the server failed (5xx), which is no rejection',
  'rate-limit': 'the server limits requests (429), which is no rejection',
  redirect: 'the server redirects elsewhere, where no token is sent',
  'not-json': 'the answer is not a JSON object, so it does not come from a homeserver',
  'no-user-id': 'the answer names no user',
  'token-not-seen': 'the server says that no token was sent: something dropped the Authorization header',
  'other-errcode': 'the answer is 401, but not M_UNKNOWN_TOKEN',
  'other-status': 'the answer is neither an acceptance nor a rejection',
} as const;

/** Why a probe was not sent. */
export const SKIPS = {
  'baseline-not-accepted': 'not sent: the token itself is not accepted',
  'nothing-authenticated': 'not sent: this endpoint answers without a valid token',
  'no-macaroon': 'not sent: the token is no macaroon, so it cannot be narrowed',
  'no-user-id': 'not sent: neither the server nor the token says whose token it is',
  'gave-up': 'not sent: the server had stopped answering',
  'no-refresh': 'not sent: the server does not refresh tokens',
  'no-refresh-token': 'not sent: the session has no refresh token',
  'not-refreshed': 'not sent: the first refresh was not done',
  'same-refresh-token': 'not sent: the server goes on with the same refresh token, as it may',
  'not-logged-out': 'not sent: the session was not ended',
  'nothing-narrowed-accepted': 'not sent: the server accepts no narrowed token',
} as const;

/** What a clear answer means for a probe. */
export const ANSWERS = {
  accepted: 'accepted',
  wronglyAccepted: (level: string) => `accepted, and it ${level} be rejected`,
  rejected: 'rejected',
  wronglyRejected: 'rejected, and it should be accepted',
  softLogout: 'as a soft logout',
  impersonation: (userId: string) => `impersonation: the server answered for another user, ${userId}`,
} as const;

/** The first word of a probe's line. `information`: either answer is fine. */
export const OUTCOMES = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'unclear',
  skipped: 'skipped',
  information: 'info',
} as const;

export const VERDICTS = {
  enforced: 'enforced',
  violated: 'violated',
  'not-applicable': 'not applicable',
  inconclusive: 'inconclusive',
} as const;

/** On what a verdict rests, in a sentence or two. `probes` are ids. */
export const GROUNDS = {
  unauthenticatedAccepted: (probes: string) =>
    `The server answers without a valid token (${probes}), so nothing can be concluded from what it accepts.`,
  baselineRejected: 'The server does not accept the token itself, so its rejecting a narrowed one would prove nothing.',
  baselineUnclear: 'The server gave no clear answer to the token itself, so nothing was tested.',
  mustRejectAccepted: (probes: string) => `The server accepts what it must reject: ${probes}.`,
  noMacaroon: 'The token is no macaroon: it carries no caveats and cannot be narrowed, so there is nothing to enforce.',
  baselineLost:
    'The token itself was no longer accepted at the end, so the rejections before may have another cause than the caveats.',
  baselineUnclearLast:
    'The server gave no clear answer to the token itself at the end, so the rejections before may have another cause than the caveats.',
  nothingNarrowedAccepted:
    'The server rejects every narrowed token, also by caveats that it must accept: it compares tokens as a whole, so its rejections say nothing about caveats.',
  gaveUp: 'The server stopped answering before the end, so nothing was proved.',
  unproven: (probes: string, reasons: string) => `Probes that decide got no clear answer: ${probes} (${reasons}).`,
  failsInsteadOfRejecting: 'It fails where it must reject: a fault of the server, and no acceptance.',
  controlChanged: (probes: string) =>
    `A control was answered differently at the end (${probes}), so the answers in between cannot be compared.`,
  answeredForAnother: (probes: string) =>
    `The server answered for another user (${probes}), so its answers cannot be trusted.`,
  allRejected: (count: number) =>
    `The server accepts tokens narrowed by caveats that it knows, and rejected all ${count} that it must reject.`,
  more: (listed: string, count: number) => `${listed} and ${count} more`,
} as const;

/** What a server does wrong. Faults of the past are named with the releases that had them. */
export const VIOLATIONS = {
  signature: 'It does not verify signatures.',
  tampering: 'It lets what the signature covers be changed: caveats, their order or the identifier.',
  unknownKey: 'It ignores caveats with a key that it does not know.',
  unknownOperator: 'It accepts a known key with an operator that it does not know.',
  malformed: 'It accepts caveats that do not follow the grammar.',
  thirdParty: 'It accepts a third-party caveat without its discharge.',
  expiry: 'It does not enforce expiry (time <), as Synapse before 1.3.0: a narrowed token never expires.',
  time: 'It does not enforce time == or time >.',
  generation: 'It accepts another generation of caveats than 1.',
  type: 'It accepts a token that is for refreshing only as an access token.',
  lastUser: 'The last user_id wins, as in Synapse 0.12 to 0.16.1: whoever holds a token can act as any user.',
  anyUser: 'It accepts a token that is narrowed to another user.',
  refreshRandom: 'It refreshes for a token that it never issued.',
  refreshAsAccess: 'It accepts a refresh token as an access token.',
  accessAsRefresh: 'It accepts an access token as a refresh token.',
  refreshReuse: 'It accepts a refresh token that was exchanged, after its successor was used.',
  oldAccess: 'It accepts an access token after the refresh that replaced it.',
  logout: 'It accepts a token, or a narrowed copy of it, after the logout that ended it.',
} as const;

/** What a report says beside its verdict. */
export const CHECK_NOTES = {
  timeUnsupported:
    'time unsupported: the server rejects the token narrowed by a time < in the future, so its tokens cannot be given an expiry.',
  userUnsupported: "The server rejects the token narrowed by its own user's user_id once more, which the draft allows.",
  timeGreaterUnknown: 'The server does not know time > (not before), which the draft allows.',
  userDiffers: "The server names another user than the token's own user_id caveat.",
  accountLeft: (userId: string) => `the account ${userId}, which nobody has the password of`,
  sessionLeft: (userId: string) => `the account ${userId} and a session of it, which could not be ended`,
  guestLeft: (userId: string) => `the guest ${userId}: guests can neither log out nor be removed by themselves`,
  clock: (seconds: number) =>
    `The server's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine's; the times in the probes allow for it.`,
} as const;

/** Headings and lines of the text report. */
export const CHECK_TEXT = {
  columns: ['result', 'sent', 'answer'],
  noAnswer: 'none',
  because: (id: string, reason: string) => `         ${id}: ${reason}`,
  sent: (count: number, server: string, dialect: string) => `${count} requests to ${server}, dialect ${dialect}`,
  skipped: (count: number, reason: string) => `${count} probes ${reason}`,
  leftBehind: (what: string) => `Left behind on the server: ${what}`,
  verdict: (verdict: string) => `Verdict: ${verdict}`,
  cause: (what: string, fix: string) => `- ${what} ${fix}`,
  next: {
    enforced: '',
    violated:
      'Next: repeat a probe by hand: matrix-token check --emit PROBE | curl -H @- SERVER/_matrix/client/v3/account/whoami',
    'not-applicable':
      "Next: matrix-token register --guest, then check with the guest's token: on many servers only those are macaroons.",
    inconclusive:
      'Next: matrix-token whoami, with the same token and --server, to see how the server answers the token itself.',
  },
  progress: (done: number, total: number, id: string) => `${done}/${total} ${id}`,
} as const;

/** Headings of `check --list`. */
export const LIST_TEXT = {
  columns: ['probe', 'sent', 'must be'],
  expectations: { accepted: 'accepted', rejected: 'rejected', information: '(either)' },
  about:
    'Each is one GET /account/whoami. Bad tokens may trip an intrusion blocker: tell whoever runs the server before you check it.',
} as const;

/** Texts of the JUnit report. */
export const JUNIT_TEXT = {
  suite: (server: string) => `matrix-token check ${server}`,
  verdict: 'verdict',
  noAnswer: 'no answer',
  output: (expectation: string, answer: string, reason: string, source: string) =>
    `expected: ${expectation}; answer: ${answer}; ${reason}. Source: ${source}`,
} as const;

/** Texts of the Markdown report. What is put in is escaped already. */
export const MARKDOWN_TEXT = {
  title: (server: string) => `# Token check of ${server}`,
  verdict: (verdict: string, reason: string) => `**${verdict}**: ${reason}`,
  sent: (count: number, dialect: string) => `${count} requests, dialect ${dialect}.`,
  leftBehind: (what: string) => `Left behind on the server: ${what}`,
  columns: ['Result', 'Probe', 'Sent', 'Must be', 'Answer', 'Meaning', 'Source'],
  sources: 'Sources:',
  repeat:
    'Each probe is one `GET /_matrix/client/v3/account/whoami`. To repeat one by hand: `matrix-token check --emit PROBE --token-file FILE | curl -H @- SERVER/_matrix/client/v3/account/whoami`.',
} as const;
