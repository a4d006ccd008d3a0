import { failure } from '../errors.js';
import { textOfFile } from '../token/file-text.js';
import type { TokenSource } from '../wording/inspect.js';
import type { Io } from './io.js';
import { readBinaryFile, readStdinBytes, streamFile } from './read-input.js';

/** What the user said about where the token is; the first that applies wins. */
export interface TokenRequest {
  /** `-` is standard input. */
  readonly argument?: string | undefined;
  readonly file?: string | undefined;
  readonly profile?: string | undefined;
}

/** A token's text as it was given, not yet unwrapped, and where it came from. */
export type TokenInput =
  | { readonly from: Exclude<TokenSource, 'profile'>; readonly text: string }
  | { readonly from: 'profile'; readonly text: string; readonly profile: string };

/** Reads a stored session's access token: of the named profile, else of the current one; undefined when there is none. */
export type ReadStoredToken = (
  profile?: string,
) => Promise<{ readonly token: string; readonly profile: string } | undefined>;

/**
 * Reads the token from the first source that applies: argument, file, named profile, MATRIX_ACCESS_TOKEN, current profile.
 * Does not look into the text. Throws `ERR_INPUT_MISSING` when there is no source, and the sources' own errors.
 */
export async function readToken(request: TokenRequest, io: Io, readStored: ReadStoredToken): Promise<TokenInput> {
  const { argument, file, profile } = request;
  if (argument === '-') return { from: 'stdin', text: textOfFile(await readStdinBytes(io)) };
  if (argument !== undefined) return { from: 'argument', text: argument };
  if (file !== undefined) return { from: 'file', text: textOfFile(await readBinaryFile(file)) };
  if (profile === undefined && io.env.MATRIX_ACCESS_TOKEN) return { from: 'env', text: io.env.MATRIX_ACCESS_TOKEN };
  const stored = await readStored(profile);
  if (stored === undefined) throw failure('ERR_INPUT_MISSING', {});
  return { from: 'profile', text: stored.token, profile: stored.profile };
}

/** A stream with a token on each line, and where it came from. */
export interface TokenLines {
  readonly from: TokenInput['from'];
  readonly lines: AsyncIterable<Uint8Array | string>;
}

/** Opens the first source that applies, as `readToken` does, for tokens one per line; does not read it whole. */
export async function openTokenLines(request: TokenRequest, io: Io, readStored: ReadStoredToken): Promise<TokenLines> {
  const { argument, file } = request;
  if (argument === '-') return { from: 'stdin', lines: io.stdin };
  if (argument === undefined && file !== undefined) return { from: 'file', lines: streamFile(file) };
  const { from, text } = await readToken(request, io, readStored);
  return { from, lines: once(text) };
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** Reads stored sessions from this user's profiles. Loads what that needs only when it is asked. */
export function readStored(io: Io): ReadStoredToken {
  return async (profile) => (await import('../session/stored-token.js')).readStoredToken(io.env, profile);
}
