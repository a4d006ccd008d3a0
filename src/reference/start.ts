import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import { failure } from '../errors.js';
import { WORDING } from '../wording/reference.js';
import { refusal } from './answer.js';
import { answerOf, createApp, type LogEntry, send } from './app.js';
import { conductWith, type FaultName } from './faults/index.js';
import { createHomeserver } from './homeserver.js';
import type { Random } from './random.js';
import { DEFAULT_LIMITS, type RateLimits } from './rate-limit.js';

/** How a reference homeserver is started. Every member may be left out. */
export interface ReferenceOptions {
  /** Default 127.0.0.1. Anything that is not loopback lets others in. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** What user IDs end in. Default `localhost`. */
  readonly serverName?: string;
  /** The ways in which the server is to be wrong. Default none. */
  readonly faults?: readonly FaultName[];
  /** In ms. By default access tokens do not expire. */
  readonly accessTokenLifetime?: number;
  /** Registering takes this token; by default anybody may. */
  readonly registrationToken?: string;
  readonly rateLimits?: Partial<RateLimits>;
  /** Signs the tokens. Default 32 random bytes. */
  readonly rootKey?: Uint8Array;
  /** The server's clock, in ms. Default the wall clock. */
  readonly now?: () => number;
  /** Default `crypto.randomBytes`. */
  readonly random?: Random;
  /** Told of every request when it is answered. */
  readonly log?: (entry: LogEntry) => void;
}

/** A reference homeserver that is listening. */
export interface Reference {
  /** Where clients reach it: `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  /** How many requests it has received so far. */
  requests(): number;
  /** Stops it at once; connections that are open, idle or waiting, are dropped. */
  close(): Promise<void>;
}

/**
 * Starts a reference homeserver: a small, correct one for tokens only, on loopback, that forgets everything when it stops
 * (DESIGN.md, 8). Throws `ERR_CANNOT_LISTEN` where the port is taken or the address is not this machine's.
 */
export async function startReference(options: ReferenceOptions = {}): Promise<Reference> {
  const { host = '127.0.0.1', serverName = 'localhost', log = () => undefined, random = randomBytes } = options;
  let requests = 0;
  let url = '';
  const homeserver = createHomeserver({
    serverName,
    rootKey: options.rootKey ?? random(32),
    now: options.now ?? Date.now,
    random,
    accessTokenLifetime: options.accessTokenLifetime,
    registrationToken: options.registrationToken,
    rateLimits: { ...DEFAULT_LIMITS, ...options.rateLimits },
    conduct: conductWith(options.faults ?? []),
    baseUrl: () => url,
  });
  const app = createApp(homeserver, log);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: answerFailure });
  const server = createServer({ requireHostHeader: false }, (incoming, outgoing) => {
    requests += 1;
    void answer(incoming, outgoing);
  });
  server.on('clientError', refuseBrokenRequest);

  const port = await listen(server, host, options.port ?? 0);
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { url, host, port, serverName, requests: () => requests, close: () => close(server) };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    throw failure('ERR_CANNOT_LISTEN', { host, port, reason: codeOf(error) });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** The system's code of an error: EADDRINUSE. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

const NOT_HTTP = refusal(400, 'M_UNKNOWN', WORDING.notHttp);

/** Answers what Node's parser refused, in JSON as every other refusal; there is no request for the application to see. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify(NOT_HTTP.body);
  const head = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close'];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The answer to what never reached the application: HTTP that cannot be one of our requests, such as one without a host. */
function answerFailure(error: unknown): Response {
  return send(error instanceof RequestError ? NOT_HTTP : answerOf(error));
}
