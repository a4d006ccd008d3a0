import type { Made } from '../check/check-server.js';
import type { RandomMaterial } from '../check/probe.js';
import { discoverHomeserver, type FoundHomeserver } from '../homeserver/discover.js';
import type { Send } from '../homeserver/http.js';
import { registerAccount, registerGuest } from '../homeserver/register-account.js';
import { decodeMacaroon } from '../macaroon/decode.js';
import type { Reading } from '../macaroon/reading.js';
import { extractToken } from '../token/extract.js';
import { recogniseToken } from '../token/recognise.js';
import { readTokenFile } from './ask.js';
import type { Io } from './io.js';
import { readServer } from './server-flags.js';
import { readTokenAndServer } from './token-and-server.js';
import { readStored, readToken } from './token-source.js';

/** Which token is to be checked, as it is typed. */
export interface CheckFlags {
  /** The SERVER argument; `-` alone is a token on standard input. */
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly 'token-file'?: string | undefined;
  readonly profile?: string | undefined;
  readonly guest?: boolean | undefined;
  readonly register?: boolean | undefined;
  readonly 'registration-token-file'?: string | undefined;
}

/** A token to check. `reading` is null for one that is no macaroon. */
export interface CheckedToken {
  readonly token: string;
  readonly reading: Reading | null;
}

/** The same with the server that it belongs to, and what was made there to get it. */
export interface Subject extends CheckedToken {
  readonly homeserver: FoundHomeserver;
  readonly made: Made;
}

/**
 * Gets the token to check and finds its server: the token that was given, or that of a new guest or account. Throws the
 * errors of `readTokenAndServer`, `registerGuest`, `registerAccount` and `recogniseToken`, and those of `decodeMacaroon`
 * for a damaged macaroon.
 */
export async function readSubject(flags: CheckFlags, io: Io, send: Send, random: RandomMaterial): Promise<Subject> {
  if (flags.guest || flags.register) return makeSubject(flags, io, send, random);
  const { token, homeserver } = await readTokenAndServer(requestOf(flags), io, send);
  return { ...readMacaroon(token), homeserver, made: { kind: 'nothing' } };
}

/** Gets the token that was given, and looks for no server. */
export async function readCheckedToken(flags: CheckFlags, io: Io): Promise<CheckedToken> {
  const { text } = await readToken(requestOf(flags), io, readStored(io));
  return readMacaroon(extractToken(text).token);
}

function requestOf(flags: CheckFlags) {
  const { 'token-file': file, profile, server, token } = flags;
  const onlyStdin = server === '-' && token === undefined;
  return onlyStdin ? { argument: '-', file, profile, server: undefined } : { argument: token, file, profile, server };
}

async function makeSubject(flags: CheckFlags, io: Io, send: Send, random: RandomMaterial): Promise<Subject> {
  const tokenFile = flags['registration-token-file'];
  const registrationToken = tokenFile && (await readTokenFile('--registration-token-file', tokenFile, io));
  const server = readServer({ argument: flags.server, flag: undefined }, io);
  const homeserver = await discoverHomeserver(server, send);
  if (flags.guest) {
    const { accessToken, userId } = await registerGuest(homeserver, send);
    return { ...readMacaroon(accessToken), homeserver, made: { kind: 'guest', userId } };
  }
  const account = { username: `check-${random.suffix}`, password: random.password, registrationToken };
  const { accessToken, userId, refreshToken } = await registerAccount(homeserver, account, send);
  return { ...readMacaroon(accessToken), homeserver, made: { kind: 'account', userId, refreshToken } };
}

function readMacaroon(token: string): CheckedToken {
  return { token, reading: recogniseToken(token).kind === 'macaroon' ? decodeMacaroon(token) : null };
}
