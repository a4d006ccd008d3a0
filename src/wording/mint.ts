/** What `mint` says. */
export const MINT_TEXT = {
  refuses: (title: string, reason: string) => `${title}, would refuse this token: ${reason}`,
} as const;

/** What is wrong with how a token to make was asked for. */
export const MINT_USAGE = {
  key: 'Name one key: --key-file FILE, --key-file - for standard input, or --key-env NAME.',
  user: '--user takes a user ID: @name:server.',
  set: "--set takes a caveat's key and its value: --set KEY=VALUE.",
  'user-missing': 'Tokens of this kind name a user: --user @name:server.',
  'type-fixed': 'Tokens of this kind have a type of their own, and it is not the one of --type.',
  'setting-unknown': '--set names a caveat that tokens of this kind do not have; --caveat adds one.',
} as const;
