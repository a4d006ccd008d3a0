import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

const SEE_HELP = 'Run the command with --help to see its arguments and flags.';

/** Errors about how the program was called, and about the program itself. No message repeats an argument: it may be a token. */
export const USAGE_ERRORS = {
  ERR_USAGE: worded<{ problem: string }>({
    exit: EXIT.usage,
    message: ({ problem }) => problem,
    hint: () => SEE_HELP,
  }),
  ERR_UNKNOWN_FLAG: worded<{ nearest: string }>({
    exit: EXIT.usage,
    message: () => 'There is a flag that this command does not have.',
    hint: ({ nearest }) =>
      nearest === ''
        ? `${SEE_HELP} If a token starts with '-', put -- before it.`
        : `Did you mean ${nearest}? If a token starts with '-', put -- before it.`,
  }),
  ERR_EXTRA_ARGUMENT: worded<{ count: number }>({
    exit: EXIT.usage,
    message: ({ count }) => `There ${count === 1 ? 'is one argument' : `are ${count} arguments`} too many.`,
    hint: () => "Quote an argument that holds blanks, such as --caveat 'key = value'.",
  }),
  ERR_UNKNOWN_COMMAND: worded<{ nearest: string }>({
    exit: EXIT.usage,
    message: () => 'There is no such command.',
    hint: ({ nearest }) =>
      nearest === ''
        ? "Run 'matrix-token --help'. To decode a token: matrix-token inspect TOKEN."
        : `Did you mean 'matrix-token ${nearest}'?`,
  }),
  ERR_FIELD_UNKNOWN: worded<{ known: string }>({
    exit: EXIT.usage,
    message: () => 'The result has no field of the name given to --field.',
    hint: ({ known }) =>
      known === '' ? 'Leave --field out and use --json to see all fields.' : `Fields there: ${known}.`,
  }),
  ERR_INTERNAL: worded<{ type: string }>({
    exit: EXIT.bug,
    message: ({ type }) => `This is a bug in matrix-token (${type}).`,
    hint: () => 'Run again with MATRIX_TOKEN_DEBUG=1 to see where, and report that; it shows no token.',
  }),
  ERR_INTERRUPTED: worded({
    exit: EXIT.interrupted,
    message: () => 'Interrupted.',
    hint: () => 'Nothing was left half done; run the command again.',
  }),
};
