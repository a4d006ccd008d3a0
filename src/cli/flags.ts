import { Args, Flags } from '@oclif/core';

/** The TOKEN argument. `ignoreStdin`: oclif would wait 10 ms for standard input and lose what comes later. */
export const TOKEN_ARGUMENT = Args.string({
  name: 'token',
  description: "the token; '-' reads standard input",
  ignoreStdin: true,
});

/** Where a token may come from besides the argument. Read by `readToken`, in the order of the documentation. */
export const TOKEN_FLAGS = {
  'token-file': Flags.string({ description: 'read the token from a file', helpGroup: 'TOKEN', helpValue: 'FILE' }),
  profile: Flags.string({ description: 'use a stored session', helpGroup: 'TOKEN', helpValue: 'NAME' }),
};

/** Which stored session, for commands that work on one. */
export const PROFILE_FLAG = {
  profile: Flags.string({ description: 'the stored session; by default the current one', helpValue: 'NAME' }),
};

/** The NAME of a stored session. */
export const PROFILE_ARGUMENT = Args.string({
  name: 'name',
  description: 'the name of a stored session',
  required: true,
  ignoreStdin: true,
});
