import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors about what was handed in: arguments, standard input, files. */
export const INPUT_ERRORS = {
  ERR_INPUT_MISSING: worded({
    exit: EXIT.usage,
    message: () => 'No token was given.',
    hint: () =>
      "Pass a token, '-' for standard input, --token-file FILE or --profile NAME, or set MATRIX_ACCESS_TOKEN.",
  }),
  ERR_INPUT_EMPTY: worded<{ blank: number }>({
    exit: EXIT.notAToken,
    message: ({ blank }) =>
      blank === 0
        ? 'The input is empty: expected a token at byte 0.'
        : `The input is ${blank} ${blank === 1 ? 'byte' : 'bytes'} of white space or quotes: expected a token.`,
    hint: () => 'Check the variable, file or command that should have produced the token.',
  }),
  ERR_INPUT_TOO_LARGE: worded<{ limit: number }>({
    exit: EXIT.notAToken,
    message: ({ limit }) => `The input is larger than ${limit} bytes, so it is not one token; nothing was decoded.`,
    hint: () => 'Pass a single token.',
  }),
  ERR_FILE_UNREADABLE: worded<{ path: string; reason: string }>({
    exit: EXIT.usage,
    message: ({ path, reason }) => `Cannot read the file ${path}: ${reason}.`,
    hint: () => 'Check the path and its permissions.',
  }),
  ERR_OUTPUT_FILE: worded<{ reason: string }>({
    exit: EXIT.usage,
    message: ({ reason }) => `The token cannot be written to the file named with -o: ${reason}.`,
    hint: () => 'Name a file in a folder that exists and that you may write to. No token was written.',
  }),
  ERR_SEVERAL_TOKENS: worded<{ byte: number }>({
    exit: EXIT.notAToken,
    message: ({ byte }) => `There is more than one token here: the second begins at byte ${byte}.`,
    hint: () => 'Pass one token. For a file with one on each line: matrix-token inspect --ndjson --token-file FILE.',
  }),
  ERR_NOT_A_TOKEN: worded<{ byte: number; expected: string }>({
    exit: EXIT.notAToken,
    message: ({ byte, expected }) => `This is not a token: at byte ${byte}, expected ${expected}.`,
    hint: () => 'Copy the token again, whole and alone. If it is the name of a file: --token-file FILE.',
  }),
};
