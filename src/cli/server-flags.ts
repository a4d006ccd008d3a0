import { Args, Flags } from '@oclif/core';
import { failure } from '../errors.js';
import type { Send } from '../homeserver/http.js';
import { createSend } from '../homeserver/send.js';
import { SESSION_USAGE } from '../wording/session.js';
import { readDuration } from './duration.js';
import type { Io } from './io.js';

const DEFAULT_TIMEOUT_MS = 30_000;

/** The SERVER argument. `ignoreStdin`: oclif would otherwise swallow standard input for it. */
export const SERVER_ARGUMENT = Args.string({
  name: 'server',
  description: 'the homeserver: a server name, a URL, or a user ID; by default MATRIX_HOMESERVER',
  ignoreStdin: true,
});

/** How to reach a homeserver. Read by `sendWith`. */
export const CONNECTION_FLAGS = {
  timeout: Flags.string({
    description: 'how long each request may take, waiting included; by default 30s',
    helpGroup: 'CONNECTION',
    helpValue: 'DURATION',
  }),
  'insecure-http': Flags.boolean({
    description: 'allow plain http to other machines: shows tokens and passwords to the network',
    helpGroup: 'CONNECTION',
  }),
};

/** Which homeserver, for commands whose argument is something else. */
export const SERVER_FLAG = {
  server: Flags.string({
    description: 'the homeserver: a server name, a URL, or a user ID',
    helpGroup: 'CONNECTION',
    helpValue: 'SERVER',
  }),
};

/** The connection flags as they are typed. */
export interface ConnectionFlags {
  readonly timeout?: string | undefined;
  readonly 'insecure-http'?: boolean | undefined;
}

/** The way out to the network that the flags ask for, and its time-out in ms. Throws `ERR_USAGE`. */
export function sendWith(
  flags: ConnectionFlags,
  io: Io,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): { readonly send: Send; readonly timeoutMs: number } {
  const timeoutMs = flags.timeout === undefined ? DEFAULT_TIMEOUT_MS : readDuration(flags.timeout, '--timeout');
  const insecureHttp = flags['insecure-http'] === true;
  return { send: createSend({ timeoutMs, insecureHttp, fetch, now: io.now }), timeoutMs };
}

/** The server as it may be typed: as the argument, or as `--server`. */
export interface TypedServer {
  readonly argument: string | undefined;
  readonly flag: string | undefined;
  /** What else says which server it is, if nothing else does. */
  readonly fallback?: string | undefined;
}

/** The server that was asked for: the argument or `--server`, else MATRIX_HOMESERVER. Throws `ERR_SERVER_MISSING`, `ERR_USAGE`. */
export function readServer({ argument, flag, fallback }: TypedServer, io: Io): string {
  if (argument !== undefined && flag !== undefined) throw failure('ERR_USAGE', { problem: SESSION_USAGE.twoServers });
  const server = argument ?? flag ?? (io.env.MATRIX_HOMESERVER || fallback);
  if (server === undefined) throw failure('ERR_SERVER_MISSING', {});
  return server;
}
