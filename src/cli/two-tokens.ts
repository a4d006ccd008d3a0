import { failure } from '../errors.js';
import type { DiffInput } from '../report/diff.js';
import { DIFF_USAGE } from '../wording/diff.js';
import type { Io } from './io.js';
import { readStored, readToken, type TokenRequest } from './token-source.js';

/** Where the user said that two tokens are. */
export interface TwoTokensRequest {
  readonly arguments: readonly string[];
  readonly files: readonly string[];
  /** A stored session, whose token is A. */
  readonly profile: string | undefined;
}

/**
 * Reads two tokens: the profile's, where one is named, then the arguments' (`-` is standard input), then the files', in the order given.
 * Throws `ERR_USAGE` where they are not two or both are standard input, and what the sources throw.
 */
export async function readTwoTokens(request: TwoTokensRequest, io: Io): Promise<[DiffInput, DiffInput]> {
  const sources: TokenRequest[] = [
    ...(request.profile === undefined ? [] : [{ profile: request.profile }]),
    ...request.arguments.map((argument) => ({ argument })),
    ...request.files.map((file) => ({ file })),
  ];
  const [first, second, third] = sources;
  if (first === undefined || second === undefined || third !== undefined) {
    throw failure('ERR_USAGE', { problem: DIFF_USAGE.two });
  }
  if (first.argument === '-' && second.argument === '-') throw failure('ERR_USAGE', { problem: DIFF_USAGE.stdinTwice });
  const a = await readToken(first, io, readStored(io));
  return [a, await readToken(second, io, readStored(io))];
}
