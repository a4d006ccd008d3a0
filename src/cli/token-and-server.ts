import type { FoundHomeserver } from '../homeserver/discover.js';
import type { Send } from '../homeserver/http.js';
import { chooseDestination, findDestination } from '../session/destination.js';
import { findProfile, openSessionStore } from '../session/session-store.js';
import { readStoredToken } from '../session/stored-token.js';
import { extractToken } from '../token/extract.js';
import type { Io } from './io.js';
import { readToken, type TokenInput, type TokenRequest } from './token-source.js';

/** A token, where it came from, and the homeserver that it may be sent to. Holds a secret: never print it. */
export interface TokenAndServer {
  readonly token: string;
  readonly from: TokenInput['from'];
  /** The name of the profile that it comes from, if it comes from one. */
  readonly profile: string | undefined;
  readonly homeserver: FoundHomeserver;
}

/**
 * Reads a token and finds the server that it goes to: the server follows the token. Sends no token anywhere.
 * Throws the errors of `readToken`, `extractToken`, `chooseDestination` and `findDestination`.
 */
export async function readTokenAndServer(
  request: TokenRequest & { readonly server: string | undefined },
  io: Io,
  send: Send,
): Promise<TokenAndServer> {
  const input = await readToken(request, io, (name) => readStoredToken(io.env, name));
  const token = input.from === 'profile' ? input.text : extractToken(input.text).token;
  const profile = input.from === 'profile' ? await findProfile(openSessionStore(io.env), input.profile) : undefined;
  const destination = chooseDestination({ profile, asked: request.server, env: io.env });
  return { token, from: input.from, profile: profile?.name, homeserver: await findDestination(destination, send) };
}
