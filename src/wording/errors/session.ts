import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** Errors of src/session. */
export const SESSION_ERRORS = {
  ERR_VALUE_MISSING: worded<{ flag: string }>({
    exit: EXIT.usage,
    message: ({ flag }) => `${flag} is missing, and there is no terminal to ask at.`,
    hint: ({ flag }) =>
      flag.endsWith('-file')
        ? `Give ${flag} FILE, or ${flag} - for standard input.`
        : `Give ${flag} on the command line.`,
  }),
  ERR_SECRET_EMPTY: worded<{ flag: string }>({
    exit: EXIT.usage,
    message: ({ flag }) => `What was given for ${flag} is empty.`,
    hint: () => 'Check the file or command that should have produced it.',
  }),
  ERR_CONFIRMATION_DIFFERS: worded({
    exit: EXIT.usage,
    message: () => 'The two passwords differ; no account was made.',
    hint: () => 'Run the command again.',
  }),
  ERR_NOT_LOGGED_IN: worded({
    exit: EXIT.credentials,
    message: () => 'There is no current session.',
    hint: () => 'Log in with matrix-token login, or choose a stored session: matrix-token profile list.',
  }),
  ERR_PROFILE_UNKNOWN: worded<{ known: string }>({
    exit: EXIT.usage,
    message: () => 'There is no profile of that name.',
    hint: ({ known }) =>
      known === '' ? 'None is stored: log in with matrix-token login.' : `Stored profiles: ${known}.`,
  }),
  ERR_PROFILE_NAME: worded({
    exit: EXIT.usage,
    message: () => 'A profile cannot have this name.',
    hint: () => 'Use up to 100 letters, digits and . _ @ : = + - (not first), and nothing that looks like a token.',
  }),
  ERR_SERVER_NOT_OF_PROFILE: worded<{ profile: string; origin: string; other: string }>({
    exit: EXIT.usage,
    message: ({ profile, origin, other }) =>
      `The token of profile ${profile} belongs to ${origin} and was not sent to ${other}.`,
    hint: () => 'Leave out --server, or give a token that is meant for that server.',
  }),
  ERR_SECRET_MISSING: worded<{ profile: string; place: string }>({
    exit: EXIT.credentials,
    message: ({ profile, place }) => `Profile ${profile} has no token in ${place}.`,
    hint: () => 'Log in again with matrix-token login.',
  }),
  ERR_SECRET_OF_OTHER_SERVER: worded<{ profile: string; origin: string; other: string }>({
    exit: EXIT.credentials,
    message: ({ profile, origin, other }) =>
      `The token of profile ${profile} was issued by ${origin}, but its settings now name ${other}: it was not used.`,
    hint: () => 'Someone has changed profiles.json. Log in again with matrix-token login.',
  }),
  ERR_REFRESH_TOKEN_MISSING: worded<{ profile: string }>({
    exit: EXIT.credentials,
    message: ({ profile }) => `Profile ${profile} has no refresh token, so its access token cannot be renewed.`,
    hint: () => 'Log in again with matrix-token login.',
  }),
  ERR_SESSION_FILE: worded<{ path: string; reason: string }>({
    exit: EXIT.usage,
    message: ({ path, reason }) => `Cannot use ${path}, where sessions are kept: the system says ${reason}.`,
    hint: () => 'Check its permissions, or name another folder in MATRIX_TOKEN_CONFIG_DIR.',
  }),
  ERR_SESSION_FILE_DAMAGED: worded<{ path: string }>({
    exit: EXIT.usage,
    message: ({ path }) => `The stored sessions cannot be read: ${path} is damaged.`,
    hint: () => 'Repair it, or move it away and log in again with matrix-token login.',
  }),
  ERR_SESSION_FILE_EXPOSED: worded<{ path: string; mode: string }>({
    exit: EXIT.usage,
    message: ({ path, mode }) => `Other users may read the stored tokens: ${path} has mode ${mode} or another owner.`,
    hint: ({ path }) => `Make it yours alone (chmod 600 ${path}), and log in again if others may have read it.`,
  }),
  ERR_SESSION_FOLDER_EXPOSED: worded<{ path: string; mode: string }>({
    exit: EXIT.usage,
    message: ({ path, mode }) => `Other users may change the stored sessions: the folder ${path} has mode ${mode}.`,
    hint: ({ path }) => `Make it yours alone: chmod 700 ${path}`,
  }),
  ERR_SESSION_LOCKED: worded<{ path: string; process: number }>({
    exit: EXIT.network,
    message: ({ path, process }) => `Another matrix-token (process ${process}) has held the lock ${path} for too long.`,
    hint: () => 'Try again. If that process is gone, remove the lock.',
  }),
};
