import { compareExpiry, EXPIRY_EXIT, withExpiry } from '../report/expiry.js';
import { inspectToken } from '../report/inspect.js';
import { readDuration } from './duration.js';
import type { Io } from './io.js';
import type { Outcome } from './outcome.js';
import { readRootKey } from './root-key.js';
import { openTokenLines, readStored, readToken, type TokenRequest } from './token-source.js';

/** What `inspect` was asked, as the arguments said it. */
export interface InspectRequest {
  readonly token: TokenRequest;
  readonly showValues: boolean;
  readonly expiresWithin: string | undefined;
  readonly keyFile: string | undefined;
  /** Whether the input is a stream of tokens, one on each line. */
  readonly lines: boolean;
}

/** Answers `inspect`. Loads neither oclif nor a table, so that a script's thousand calls start fast. */
export async function answerInspect(request: InspectRequest, io: Io): Promise<Outcome> {
  const { token, showValues, keyFile } = request;
  const expiresWithin =
    request.expiresWithin === undefined ? undefined : readDuration(request.expiresWithin, '--expires-within');
  const rootKey = keyFile === undefined ? undefined : await readRootKey(keyFile);
  const options = { now: io.now(), showValues, ...(rootKey && { rootKey }) };
  if (request.lines) {
    const { inspectLines } = await import('./inspect-lines.js');
    const { from, lines } = await openTokenLines(token, io, readStored(io));
    return { kind: 'streamed', exit: await inspectLines(lines, { ...options, from, expiresWithin }, io) };
  }
  const { from, text } = await readToken(token, io, readStored(io));
  const report = inspectToken(text, { ...options, from });
  const expiry = expiresWithin === undefined ? 'lasts' : compareExpiry(report, expiresWithin);
  return {
    kind: 'report',
    json: withExpiry(report, expiry),
    text: async (view) => (await import('../report/inspect-text.js')).renderInspect(report, view),
    exit: EXPIRY_EXIT[expiry],
  };
}
