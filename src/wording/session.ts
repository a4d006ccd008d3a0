/** What is wrong with how a session command was called. */
export const SESSION_USAGE = {
  twoServers: 'The homeserver was given twice, as the argument and as --server.',
} as const;

/** What session commands ask at a terminal. */
export const PROMPTS = {
  username: 'User name:',
  password: 'Password:',
  newPassword: 'Password for the new account:',
  confirm: 'Once more:',
} as const;

/** What session commands say on stdout and in notes; texts of the server are escaped before they come here. */
export const SESSION = {
  loggedIn: (userId: string, server: string) => `Logged in as ${userId} on ${server}.`,
  registered: (userId: string, server: string) => `Registered ${userId} on ${server}, and logged in.`,
  registeredGuest: (userId: string, server: string) => `Registered the guest ${userId} on ${server}.`,
  registeredOnly: (userId: string, server: string) =>
    `Registered ${userId} on ${server}. Nothing was stored, and its first session was ended.`,
  refreshed: (userId: string) => `Refreshed the tokens of ${userId}.`,
  refreshedElsewhere: (userId: string) => `Another process has just refreshed the tokens of ${userId}.`,
  using: (profile: string) => `Using profile ${profile}.`,
  removed: (profile: string) => `Forgot profile ${profile}.`,
  stillValid: 'Its token stays valid on the server: matrix-token logout would have ended it there.',
  noneStored: 'No sessions are stored.',
  currentGone: 'There is no current profile now.',
  replaced: (name: string, userId: string) =>
    `Profile ${name} held a session of ${userId} before; that session was not ended on its server.`,
  shortLived: (span: string) => `The server gives its tokens no more than ${span}, less than --min-ttl asks for.`,
  expired: (when: string) =>
    `This token ended ${when}. With --min-ttl 2m, one that is about to end is refreshed first.`,
  guestUnnamed: 'The server accepts this token as a guest, but does not tell guests who they are.',
  loggedOut: {
    ended: (userId: string) => `Logged out ${userId}; the token is no longer valid.`,
    'ended-everywhere': (userId: string) => `Logged out ${userId} on every device.`,
    'was-over': (userId: string) => `The session of ${userId} was over already; forgot its token.`,
    'guest-stays': (userId: string) =>
      `Forgot the token of the guest ${userId}. The server does not let guests log out: the token stays valid there.`,
  },
} as const;

/** The labels of the lines and columns that session commands show. */
export const SESSION_LABELS = {
  device: 'Device',
  expires: 'Expires',
  refresh: 'Refresh',
  profile: 'Profile',
  stored: 'Stored',
  guest: 'Guest',
  homeserver: 'Homeserver',
  token: 'Token',
  name: 'Name',
  user: 'User',
  endpoint: 'Endpoint',
  next: 'Next',
  yes: 'yes',
  no: 'no',
  none: 'none',
  unknown: 'the server does not say',
  canRefresh: 'can be refreshed',
  cannotRefresh: 'cannot be refreshed: the server gave no refresh token',
  noEnd: 'no end known',
  current: (name: string) => `${name} (current)`,
  privateFile: (path: string) => `${path} (only you can read it)`,
  fromProfile: (profile: string) => `from profile ${profile}`,
  from: {
    argument: 'from the argument',
    stdin: 'from standard input',
    file: 'from a file',
    env: 'from MATRIX_ACCESS_TOKEN',
  },
} as const;

/** Commands to type next. None ever holds text of a token or of a server: people paste them. */
export const SESSION_NEXT = {
  whoami: 'matrix-token whoami',
  /** By where the token came from: without a source, `inspect` would take another one. */
  inspect: {
    argument: 'matrix-token inspect -',
    stdin: 'matrix-token inspect -',
    file: 'matrix-token inspect --token-file FILE',
    env: 'matrix-token inspect',
    profile: 'matrix-token inspect',
  },
  login: 'matrix-token login SERVER --username NAME',
  list: 'matrix-token profile list',
  use: 'matrix-token profile use NAME',
} as const;
