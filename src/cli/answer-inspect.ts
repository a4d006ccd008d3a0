import { compareExpiry, EXPIRY_EXIT, withExpiry } from '../report/expiry.js';
import { type InspectOptions, type InspectReport, inspectToken } from '../report/inspect.js';
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
  /** Whether to show where each field lies, and what other readers do with it. */
  readonly wire: boolean;
  /** Whether the input is a stream of tokens, one on each line. */
  readonly lines: boolean;
}

/** The flags of `inspect` under their own names, whoever parsed them. */
interface InspectFlags {
  readonly 'token-file'?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'show-values'?: boolean | undefined;
  readonly 'expires-within'?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly wire?: boolean | undefined;
  readonly ndjson?: boolean | undefined;
}

/** Reads the request off the argument and the flags. */
export function readInspectFlags(argument: string | undefined, flags: InspectFlags): InspectRequest {
  return {
    token: { argument, file: flags['token-file'], profile: flags.profile },
    showValues: flags['show-values'] === true,
    expiresWithin: flags['expires-within'],
    keyFile: flags['key-file'],
    wire: flags.wire === true,
    lines: flags.ndjson === true,
  };
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
    const inspect = await inspectorFor(request.wire);
    return { kind: 'streamed', exit: await inspectLines(lines, { ...options, from, expiresWithin, inspect }, io) };
  }
  const { from, text } = await readToken(token, io, readStored(io));
  const inspect = await inspectorFor(request.wire);
  const report = inspect(text, { ...options, from });
  const expiry = expiresWithin === undefined ? 'lasts' : compareExpiry(report, expiresWithin);
  return {
    kind: 'report',
    json: withExpiry(report, expiry),
    text: async (view) => (await import('../report/inspect-text.js')).renderInspect(report, view),
    exit: EXPIRY_EXIT[expiry],
  };
}

/** Loads what `--wire` needs only where it is asked for. */
async function inspectorFor(wire: boolean): Promise<(text: string, options: InspectOptions) => InspectReport> {
  if (!wire) return inspectToken;
  const { reportWire } = await import('../report/inspect-wire.js');
  return (text, options) => ({ ...inspectToken(text, options), wire: reportWire(text, options) });
}
