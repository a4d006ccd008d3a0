import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors of what is done with a recognised token. */
export const TOKEN_ERRORS = {
  ERR_NOT_A_MACAROON: worded<{ kind: string; deed: string }>({
    exit: EXIT.usage,
    message: ({ kind, deed }) => `This is ${kind}, not a macaroon: only a macaroon can be ${deed}.`,
    hint: () => 'On a current Synapse only guest access tokens are macaroons: matrix-token register SERVER --guest.',
  }),
  ERR_CAVEAT_MISSING: worded({
    exit: EXIT.usage,
    message: () => 'No caveat was given.',
    hint: () => "Give at least one of --expires-in, --expires-at, --not-before, --type and --caveat 'key = value'.",
  }),
  ERR_CAVEAT_REFUSED: worded<{ added: number; problem: string }>({
    exit: EXIT.usage,
    message: ({ added, problem }) => `Caveat ${added} of those to add is not one that servers understand. ${problem}`,
    hint: () =>
      'Correct it: a caveat cannot be taken off later. --allow-nonstandard adds it all the same, to test a server.',
  }),
};
