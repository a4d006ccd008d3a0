/** The exit codes, the same in text and in JSON mode. Listed in `--help` and the README; a test holds both to this table. */
export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  notAToken: 3,
  credentials: 4,
  network: 5,
  caveat: 6,
  key: 7,
  violated: 8,
  inconclusive: 9,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means, in the order in which help and README list them. */
export const EXIT_MEANINGS: ReadonlyArray<readonly [ExitCode, string]> = [
  [EXIT.ok, 'yes, or done'],
  [EXIT.bug, 'a bug in this program'],
  [EXIT.usage, 'wrong usage'],
  [EXIT.notAToken, 'not a token, or damaged beyond use'],
  [EXIT.credentials, 'not logged in, or credentials refused'],
  [EXIT.network, 'network, server error, rate limit or timeout'],
  [EXIT.caveat, 'a caveat is unmet or expired'],
  [EXIT.key, 'signature or key does not match'],
  [EXIT.violated, 'the server accepts what it must reject'],
  [EXIT.inconclusive, 'inconclusive or not applicable'],
  [EXIT.interrupted, 'interrupted'],
];
