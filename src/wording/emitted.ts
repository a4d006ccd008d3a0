/** What the commands that make a token say on stderr. */
export const EMITTED = {
  written: 'The token is in the file named, which only you can read.',
} as const;
