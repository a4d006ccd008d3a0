import { escapeText } from '../encoding/escape.js';
import type { FoundHomeserver } from '../homeserver/discover.js';
import { discoverHomeserver } from '../homeserver/discover.js';
import type { Send } from '../homeserver/http.js';
import { registerGuest } from '../homeserver/register-account.js';
import { decodeMacaroon } from '../macaroon/decode.js';
import type { Reading } from '../macaroon/reading.js';
import { familyOf } from '../token/family.js';
import { looksLikeMacaroon } from '../token/sniff.js';
import { CHECK_NOTES } from '../wording/check.js';
import type { Io } from './io.js';
import { readServer } from './server-flags.js';
import { readTokenAndServer } from './token-and-server.js';

/** Which token is to be checked, as it is typed. */
export interface CheckFlags {
  /** The SERVER argument; `-` alone is a token on standard input. */
  readonly server: string | undefined;
  readonly token: string | undefined;
  readonly 'token-file'?: string | undefined;
  readonly profile?: string | undefined;
  readonly guest?: boolean | undefined;
}

/** A token that is checked and the server that it belongs to. `reading` is null for a token that is no macaroon. */
export interface Subject {
  readonly token: string;
  readonly reading: Reading | null;
  readonly homeserver: FoundHomeserver;
  /** What getting the token left on the server. */
  readonly leftBehind: readonly string[];
}

/**
 * Gets the token to check: the one that was given, or a new guest's. Throws the errors of `readTokenAndServer` and
 * `registerGuest`, and those of `decodeMacaroon` for a macaroon that is damaged.
 */
export async function readSubject(flags: CheckFlags, io: Io, send: Send): Promise<Subject> {
  if (flags.guest) return makeGuest(flags, io, send);
  const onlyStdin = flags.server === '-' && flags.token === undefined;
  const request = {
    argument: onlyStdin ? '-' : flags.token,
    file: flags['token-file'],
    profile: flags.profile,
    server: onlyStdin ? undefined : flags.server,
  };
  const { token, homeserver } = await readTokenAndServer(request, io, send);
  return { token, reading: readMacaroon(token), homeserver, leftBehind: [] };
}

async function makeGuest(flags: CheckFlags, io: Io, send: Send): Promise<Subject> {
  const server = readServer({ argument: flags.server, flag: undefined }, io);
  const homeserver = await discoverHomeserver(server, send);
  const { accessToken: token, userId } = await registerGuest(homeserver, send);
  const leftBehind = [CHECK_NOTES.guestLeft(escapeText(userId))];
  return { token, reading: readMacaroon(token), homeserver, leftBehind };
}

function readMacaroon(token: string): Reading | null {
  return familyOf(token) === undefined && looksLikeMacaroon(token) ? decodeMacaroon(token) : null;
}
