import { EXIT } from '../exit-codes.js';
import { worded } from './wording.js';

/** What a homeserver said: its errcode and its own words, already made safe; '' when it said nothing. */
type Said = { readonly url: string; readonly status: number; readonly said: string };

const quoted = (said: string) => (said === '' ? 'The server gave no reason.' : `The server says: ${said}`);
const seconds = (count: number) => `${count} second${count === 1 ? '' : 's'}`;

/** Errors of src/homeserver. */
export const HOMESERVER_ERRORS = {
  // The request never became an answer.
  ERR_NETWORK: worded<{ url: string; reason: string }>({
    exit: EXIT.network,
    message: ({ url, reason }) => `No answer from ${url}: ${reason}.`,
    hint: () => 'Check the address and port, and that the server runs.',
  }),
  ERR_TIMEOUT: worded<{ url: string; seconds: number }>({
    exit: EXIT.network,
    message: (fields) => `No complete answer from ${fields.url} within ${seconds(fields.seconds)}.`,
    hint: () => 'Try again, or allow more time with --timeout.',
  }),
  ERR_RATE_LIMITED: worded<{ url: string; seconds: number; timeout: number }>({
    exit: EXIT.network,
    message: (fields) =>
      `${fields.url} is limiting requests (429) and asks to wait ${seconds(fields.seconds)}, longer than is left of the time-out of ${seconds(fields.timeout)}.`,
    hint: (fields) => `Wait ${seconds(fields.seconds)} and try again, or allow more time with --timeout.`,
  }),
  ERR_REDIRECT: worded<{ url: string; target: string; why: string }>({
    exit: EXIT.network,
    message: ({ url, target, why }) => `${url} redirects to ${target}, which was not followed: ${why}.`,
    hint: () => "Give the homeserver's own address, if you trust the one it redirects to.",
  }),
  ERR_ANSWER_TOO_LARGE: worded<{ url: string; limit: number }>({
    exit: EXIT.network,
    message: ({ url, limit }) => `The answer of ${url} is larger than ${limit} bytes, so the rest was not read.`,
    hint: () => "Check that this is the homeserver's address.",
  }),
  ERR_PLAIN_HTTP: worded<{ url: string }>({
    exit: EXIT.usage,
    message: ({ url }) => `Refused to use ${url}: plain http shows every token and password to the network.`,
    hint: () => 'Use https. For a network that you trust, add --insecure-http.',
  }),
  ERR_TOKEN_UNSENDABLE: worded<{ url: string }>({
    exit: EXIT.notAToken,
    message: ({ url }) =>
      `The token was not sent to ${url}: it holds a character that no HTTP header can carry (a line end, a control character, or one outside ASCII).`,
    hint: () => 'Copy the token again, whole and alone.',
  }),

  // The answer is not that of a homeserver.
  ERR_NOT_JSON: worded<{ url: string; status: number; contentType: string }>({
    exit: EXIT.network,
    message: ({ url, status, contentType }) =>
      /^text\/html/i.test(contentType)
        ? `${url} answered ${status} with a web page (${contentType}), not with JSON.`
        : `${url} answered ${status} without a JSON object (content type: ${contentType === '' ? 'none' : contentType}).`,
    hint: () => "Is this the homeserver's address? Often it is another host, such as https://matrix.example.org.",
  }),
  ERR_ANSWER_UNEXPECTED: worded<{ url: string; status: number; expected: string }>({
    exit: EXIT.network,
    message: ({ url, status, expected }) => `${url} answered ${status} with other JSON than expected: ${expected}.`,
    hint: () => "Check that this is a Matrix homeserver's client-server API.",
  }),
  ERR_SERVER_ERROR: worded<Said>({
    exit: EXIT.network,
    message: ({ url, status, said }) => `${url} failed with ${status}. ${quoted(said)}`,
    hint: () => "This is a fault of the server, and says nothing about the token. Try again, or see the server's log.",
  }),

  // Finding the homeserver.
  ERR_SERVER_MISSING: worded({
    exit: EXIT.usage,
    message: () => 'No homeserver was given.',
    hint: () => 'Give its name or URL (example.org, https://matrix.example.org), or set MATRIX_HOMESERVER.',
  }),
  ERR_SERVER_IS_TOKEN: worded({
    exit: EXIT.usage,
    message: () =>
      'What was given as the homeserver looks like a token. Nothing was looked up, so it did not leave this machine.',
    hint: () => 'Give the server name or URL there, and the token as --token-file FILE or in MATRIX_ACCESS_TOKEN.',
  }),
  ERR_SERVER_INVALID: worded<{ problem: string }>({
    exit: EXIT.usage,
    message: ({ problem }) => `What was given as the homeserver is not an address: ${problem}.`,
    hint: () => 'Give a server name, a URL or a user ID: example.org, https://matrix.example.org, @alice:example.org.',
  }),
  ERR_WELL_KNOWN: worded<{ url: string; problem: string }>({
    exit: EXIT.network,
    message: ({ url, problem }) => `${url} should say where the homeserver is, but ${problem}.`,
    hint: () => "Give the homeserver's own address instead of the server name, such as https://matrix.example.org.",
  }),
  ERR_NO_HOMESERVER: worded<{ url: string; status: number; origin: string }>({
    exit: EXIT.network,
    message: ({ url, status, origin }) =>
      `There is no Matrix homeserver at ${origin}: ${url} answered ${status} without the list of versions.`,
    hint: () => "Give the homeserver's own address, such as https://matrix.example.org.",
  }),

  // The homeserver refuses.
  ERR_TOKEN_REFUSED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The server does not accept this token (${url}). ${quoted(said)}`,
    hint: () => 'See what the token is with matrix-token inspect, or log in again with matrix-token login.',
  }),
  ERR_TOKEN_EXPIRED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) =>
      `The token has expired, but its session is alive: a soft logout (${url}). ${quoted(said)}`,
    hint: () => 'Get a new token with matrix-token refresh, or log in again with matrix-token login.',
  }),
  ERR_TOKEN_NOT_SEEN: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The server saw no token (${url}). ${quoted(said)}`,
    hint: () => 'If a token was sent, a proxy may drop the Authorization header.',
  }),
  ERR_FORBIDDEN: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The server refuses this (${url}). ${quoted(said)}`,
    hint: () => "Check the user name, password or token; the server's settings may also forbid it.",
  }),
  ERR_GUEST_FORBIDDEN: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) =>
      `The token is valid, but it is a guest's, and guests may not do this (${url}). ${quoted(said)}`,
    hint: () => 'Use a registered account.',
  }),
  ERR_USER_DEACTIVATED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The account is deactivated (${url}). ${quoted(said)}`,
    hint: () => "Only the server's administrator can reactivate it.",
  }),
  ERR_USER_LOCKED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The account is locked (${url}). ${quoted(said)}`,
    hint: () => "Ask the server's administrator to unlock it; the token will then work again.",
  }),
  ERR_USER_SUSPENDED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The account is suspended (${url}). ${quoted(said)}`,
    hint: () => "Ask the server's administrator.",
  }),
  ERR_USERNAME_TAKEN: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `This user name is taken or reserved (${url}). ${quoted(said)}`,
    hint: () => 'Choose another --username, or log in with matrix-token login.',
  }),
  ERR_USERNAME_INVALID: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The server does not allow this user name (${url}). ${quoted(said)}`,
    hint: () => 'Use a-z, 0-9 and . _ = - / + only.',
  }),
  ERR_ENDPOINT_UNKNOWN: worded<Said>({
    exit: EXIT.inconclusive,
    message: ({ url, status, said }) => `The server does not offer ${url} (${status}). ${quoted(said)}`,
    hint: () =>
      'The server may be too old, have this switched off, or leave it to another service behind the same name.',
  }),
  ERR_RATE_LIMITED_NOW: worded<Said>({
    exit: EXIT.network,
    message: ({ url, said }) => `The server is limiting requests (${url}). ${quoted(said)}`,
    hint: () => 'Wait a while and try again.',
  }),
  ERR_SERVER_FULL: worded<Said>({
    exit: EXIT.network,
    message: ({ url, said }) => `The server has reached one of its limits (${url}). ${quoted(said)}`,
    hint: () => "Ask the server's administrator.",
  }),
  ERR_REFUSED: worded<Said>({
    exit: EXIT.credentials,
    message: ({ url, status, said }) => `The server refused with ${status} (${url}). ${quoted(said)}`,
    hint: () => 'The code that the server gave is explained in the Matrix specification.',
  }),

  // Login, registration and refresh.
  ERR_LOGIN_UNSUPPORTED: worded<{ url: string; flow: string; offered: string }>({
    exit: EXIT.inconclusive,
    message: ({ url, flow, offered }) =>
      `This server does not offer ${flow} (${url}); it offers ${offered === '' ? 'no way to log in' : offered}.`,
    hint: () => 'Log in with a Matrix client, and give its access token with --token-file or in MATRIX_ACCESS_TOKEN.',
  }),
  ERR_REGISTRATION_STAGES: worded<{ url: string; stages: string }>({
    exit: EXIT.inconclusive,
    message: ({ url, stages }) =>
      `This server asks for steps that cannot be done in a terminal before it registers anyone (${url}): ${stages}.`,
    hint: () => 'Register with a Matrix client in a browser, then use matrix-token login.',
  }),
  ERR_REGISTRATION_TOKEN_MISSING: worded<{ url: string }>({
    exit: EXIT.credentials,
    message: ({ url }) => `This server registers only those who have a registration token (${url}).`,
    hint: () => "Ask the server's administrator for one and give it with --registration-token-file FILE.",
  }),
  ERR_REFRESH_UNSUPPORTED: worded<{ url: string; said: string }>({
    exit: EXIT.inconclusive,
    message: ({ url, said }) => `This server does not refresh tokens (${url}). ${quoted(said)}`,
    hint: () => 'Log in again for a new token: matrix-token login.',
  }),
  ERR_REGISTRATION_STAGE_REFUSED: worded<{ url: string; stage: string; said: string }>({
    exit: EXIT.credentials,
    message: ({ url, stage, said }) => `The server does not accept the step ${stage} (${url}). ${quoted(said)}`,
    hint: () => 'If it is the registration token, it may be wrong, used up or expired.',
  }),
  ERR_REFRESH_REFUSED: worded<{ url: string; said: string }>({
    exit: EXIT.credentials,
    message: ({ url, said }) => `The server does not accept the refresh token (${url}). ${quoted(said)}`,
    hint: () => 'It has been used before, has expired, or its session has ended. Log in again with matrix-token login.',
  }),
};
