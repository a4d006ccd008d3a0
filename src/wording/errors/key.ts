import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors about where a root key is read from. None holds a key, or the name given for one: it may be the key. */
export const KEY_ERRORS = {
  ERR_KEY_EMPTY: worded({
    exit: EXIT.usage,
    message: () => 'The key is empty.',
    hint: () =>
      "Check the file given to --key-file. Synapse's key is macaroon_secret_key: --homeserver-config reads it.",
  }),
  ERR_KEY_ENV_UNSET: worded({
    exit: EXIT.usage,
    message: () => 'The environment variable given to --key-env is not set, or is empty.',
    hint: () => '--key-env takes the name of a variable, not the key: --key-env MACAROON_KEY.',
  }),
  ERR_DIALECT_UNKNOWN: worded<{ nearest: string; known: string }>({
    exit: EXIT.usage,
    message: () => 'There is no dialect of the name given to --as.',
    hint: ({ nearest, known }) =>
      nearest === '' ? `There are: ${known}.` : `Did you mean ${nearest}? There are: ${known}.`,
  }),
  ERR_STDIN_TWICE: worded({
    exit: EXIT.usage,
    message: () => 'Standard input can be the token or the key, not both.',
    hint: () => 'Give one of them in a file: --token-file FILE or --key-file FILE.',
  }),
  ERR_CONFIG_MALFORMED: worded<{ byte: number }>({
    exit: EXIT.usage,
    message: ({ byte }) => `The homeserver's configuration is not YAML that Synapse reads: see byte ${byte}.`,
    hint: () => 'Correct the file, or give the key itself with --key-file.',
  }),
};
