import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { WORDING } from '../wording/reference.js';
import { type Answer, Refused, refusal } from './answer.js';
import { parseBody, readBody } from './body.js';
import type { Homeserver } from './homeserver.js';
import type { Incoming } from './incoming.js';
import { ROUTES, type Route } from './routes.js';

/** What is told about a request when it is over: never a token, a query, or a path that is not one of ours. */
export interface LogEntry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** The headers that every answer carries (client-server API, "Web Browser Clients"). */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'X-Requested-With, Content-Type, Authorization',
};

/** The server's endpoints as a web application; listens to nothing. Every answer is JSON, errors too, unless a fault is on. */
export function createApp(server: Homeserver, log: (entry: LogEntry) => void): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    log({ method: context.req.method, path: knownPath(context.req.path), status: context.res.status });
  });
  app.options('*', () => send({ status: 200, body: {} }));
  for (const route of ROUTES) {
    app.on(route.method, route.path, async (context) => send(await answerTo(route, server, incomingOf(context))));
  }
  for (const path of PATHS) app.all(path, () => send(refusal(405, 'M_UNRECOGNIZED', WORDING.wrongMethod)));
  app.notFound(() => send(refusal(404, 'M_UNRECOGNIZED', WORDING.unknownPath)));
  app.onError((error) => send(answerOf(error)));
  return app;
}

const PATHS = new Set(ROUTES.map(({ path }) => path));

function knownPath(path: string): string {
  return PATHS.has(path) ? path : '(unknown path)';
}

async function answerTo({ method, path, answer }: Route, server: Homeserver, incoming: Incoming): Promise<Answer> {
  return server.conduct.intercept(`${method} ${path}`) ?? (await answer(server, incoming));
}

/** The answer that an error carries; for any other, a 500 that tells nothing. */
export function answerOf(error: unknown): Answer {
  return error instanceof Refused ? error.answer : refusal(500, 'M_UNKNOWN', WORDING.internal);
}

function incomingOf(context: Context): Incoming {
  return {
    address: getConnInfo(context).remote.address ?? '',
    authorization: context.req.header('authorization'),
    query: (name) => context.req.query(name),
    body: async () => parseBody(await readBody(context.req.raw.body)),
  };
}

/** An answer as it goes out. */
export function send({ status, headers, body }: Answer): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json';
  return new Response(text, { status, headers: { ...CORS, 'Content-Type': type, ...headers } });
}
