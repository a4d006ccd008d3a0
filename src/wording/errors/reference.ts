import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors of src/reference: what keeps the reference homeserver from starting. What it answers is in `wording/reference.ts`. */
export const REFERENCE_ERRORS = {
  ERR_CANNOT_LISTEN: worded<{ host: string; port: number; reason: string }>({
    exit: EXIT.usage,
    message: ({ host, port, reason }) => `Cannot listen on ${host}, port ${port}: ${REASONS[reason] ?? reason}.`,
    hint: () => 'Leave out --port for a free port, and --host for 127.0.0.1.',
  }),
  ERR_UNKNOWN_FAULT: worded<{ nearest: string }>({
    exit: EXIT.usage,
    message: () => 'The reference homeserver has no fault of the name given to --fault.',
    hint: ({ nearest }) =>
      nearest === '' ? "Run 'matrix-token serve --list-faults'." : `Did you mean --fault ${nearest}?`,
  }),
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this port needs more rights',
  EADDRINUSE: 'the port is taken',
  EADDRNOTAVAIL: 'this machine has no such address',
};
