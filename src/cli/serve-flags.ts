import { isIP } from 'node:net';
import { failure, type MatrixTokenError } from '../errors.js';
import { nearest } from '../nearest.js';
import { FAULT_NAMES, type FaultName, isFaultName } from '../reference/faults/index.js';
import type { ReferenceOptions } from '../reference/start.js';
import { SERVE } from '../wording/serve.js';
import { parseDuration } from './duration.js';

/** The flags of `serve` as they are typed. */
export interface ServeFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly 'server-name'?: string | undefined;
  readonly 'access-token-lifetime'?: string | undefined;
  readonly 'registration-token'?: string | undefined;
  readonly fault?: readonly string[] | undefined;
}

/** Reads what a server is to be started with; throws `ERR_USAGE` or `ERR_UNKNOWN_FAULT`, and repeats no value in it. */
export function readServeFlags(flags: ServeFlags): ReferenceOptions {
  const { port, host, 'server-name': serverName, 'access-token-lifetime': lifetime } = flags;
  const { 'registration-token': registrationToken } = flags;
  return {
    faults: (flags.fault ?? []).map(readFault),
    ...(port !== undefined && { port: readPort(port) }),
    ...(host !== undefined && { host: readHost(host) }),
    ...(serverName !== undefined && { serverName: readServerName(serverName) }),
    ...(lifetime !== undefined && { accessTokenLifetime: readLifetime(lifetime) }),
    ...(registrationToken !== undefined && { registrationToken }),
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw usage(SERVE.badPort);
  return port;
}

/** An address, not a name: a name would be looked up, and what is typed here by mistake may be a token. */
function readHost(text: string): string {
  if (text === 'localhost' || isIP(text) !== 0) return text;
  throw usage(SERVE.badHost);
}

/** The grammar of server names (Matrix appendices, "Server Name"), without its bounds on numbers. */
function readServerName(text: string): string {
  if (text.length > 230 || !/^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(text))
    throw usage(SERVE.badServerName);
  return text;
}

function readLifetime(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw usage(SERVE.badLifetime);
  return ms;
}

function readFault(name: string): FaultName {
  if (isFaultName(name)) return name;
  throw failure('ERR_UNKNOWN_FAULT', { nearest: nearest(name, FAULT_NAMES) ?? '' });
}

function usage(problem: string): MatrixTokenError {
  return failure('ERR_USAGE', { problem });
}
