import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors of src/check. `probe` is one of our own ids. */
export const CHECK_ERRORS = {
  ERR_UNKNOWN_PROBE: worded<{ nearest: string }>({
    exit: EXIT.usage,
    message: ({ nearest }) => `There is no probe of that name${nearest === '' ? '.' : `; did you mean '${nearest}'?`}`,
    hint: () => 'matrix-token check --list names every probe.',
  }),
  ERR_PROBE_NO_HEADER: worded<{ probe: string }>({
    exit: EXIT.usage,
    message: ({ probe }) =>
      `The probe '${probe}' sends no token in the Authorization header alone, so there is nothing to print.`,
    hint: () => 'See matrix-token check --list; a probe of the query is repeated by hand with ?access_token=.',
  }),
  ERR_PROBE_NEEDS_MACAROON: worded<{ probe: string }>({
    exit: EXIT.inconclusive,
    message: ({ probe }) => `The probe '${probe}' narrows or alters a macaroon, and this token is none.`,
    hint: () => "Use a macaroon: on many servers only a guest's token is one (matrix-token register --guest).",
  }),
  ERR_PROBE_NEEDS_USER: worded<{ probe: string }>({
    exit: EXIT.inconclusive,
    message: ({ probe }) =>
      `The probe '${probe}' cannot be made without asking a server: no user_id caveat says whose token this is.`,
    hint: () => 'Run the whole check instead: it asks the server first.',
  }),
  ERR_REPORT_FILE: worded<{ reason: string }>({
    exit: EXIT.usage,
    message: ({ reason }) => `The report cannot be written to the file that was named: ${reason}.`,
    hint: () => 'Name a file in a folder that exists and that you may write to. Nothing was checked.',
  }),
};
