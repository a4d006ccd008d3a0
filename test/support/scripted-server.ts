import { createServer, type ServerResponse } from 'node:http';

/** One request as the server received it. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** How the server behaves towards one request. */
export type Behaviour =
  | PlainAnswer
  /** Never answers. */
  | 'hang'
  /** Sends a head and half of the body, then nothing more. */
  | 'stall'
  /** Sends a head and half of the body, then dies. */
  | 'die'
  /** Closes the connection without an answer. */
  | 'reset'
  /** Sends a body without end. */
  | 'flood';

export interface PlainAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ScriptedServer {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** JSON with a status, as a homeserver answers. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): PlainAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A web page, as whatever else listens at that address answers. */
export function page(status: number): PlainAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html><body>hello</body></html>' };
}

/** A redirect. */
export function redirect(location: string, status = 302): PlainAnswer {
  return { status, headers: { location } };
}

/** Starts a server on a free loopback port that behaves as the script says and remembers what it received. */
export async function startScriptedServer(script: (request: Received) => Behaviour): Promise<ScriptedServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      behave(script(one), response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function behave(behaviour: Behaviour, response: ServerResponse): void {
  if (behaviour === 'hang') return;
  if (behaviour === 'reset') {
    response.destroy();
  } else if (behaviour === 'flood') {
    flood(response);
  } else if (behaviour === 'stall' || behaviour === 'die') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"user_id":', () => {
      if (behaviour === 'die') response.destroy();
    });
  } else {
    response.writeHead(behaviour.status, { ...behaviour.headers });
    response.end(behaviour.body ?? '');
  }
}

function flood(response: ServerResponse): void {
  response.on('error', () => undefined);
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65536)));
  };
  response.on('drain', more);
  more();
}
