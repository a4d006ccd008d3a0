import { afterEach, expect } from '@jest/globals';
import { type Reference, type ReferenceOptions, startReference } from '../../src/reference/start.js';
import { NOW } from './fake-io.js';

/** An answer as a test compares it. `json` is undefined where the body is not JSON. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface TestRequest {
  readonly token?: string | undefined;
  /** An object is sent as JSON, text as it is. */
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
}

/** A running reference homeserver with a clock that stands still until it is moved, and short ways to talk to it. */
export interface TestServer extends Reference {
  readonly clock: { now: number };
  get(path: string, request?: TestRequest): Promise<TestAnswer>;
  post(path: string, request?: TestRequest): Promise<TestAnswer>;
  /** `GET /v3/account/whoami` with this token. */
  whoami(token: string | undefined): Promise<TestAnswer>;
  /** Registers a user through the dummy stage; the password is `secret`. */
  register(username: string, extra?: object): Promise<TestTokens>;
  logIn(username: string, extra?: object): Promise<TestAnswer>;
  guest(): Promise<TestTokens>;
}

export interface TestTokens {
  readonly access: string;
  readonly refresh: string;
  readonly userId: string;
  readonly deviceId: string;
}

export const CLIENT = '/_matrix/client';
export const ROOT_KEY = Buffer.from('a root key for tests, 32 bytes..');

/** Starts reference homeservers and stops them after each test. */
export function useServers(): (options?: ReferenceOptions) => Promise<TestServer> {
  const running: Reference[] = [];
  afterEach(async () => {
    for (const reference of running.splice(0)) await reference.close();
  });
  return async (options = {}) => {
    const clock = { now: NOW };
    const reference = await startReference({ now: () => clock.now, rootKey: ROOT_KEY, ...options });
    running.push(reference);
    return testServer(reference, clock);
  };
}

function testServer(reference: Reference, clock: { now: number }): TestServer {
  const send =
    (method: string) =>
    (path: string, request: TestRequest = {}) =>
      exchange(`${reference.url}${path}`, method, request);
  const get = send('GET');
  const post = send('POST');
  const credentials = (username: string) => ({ username, password: 'secret' });
  return {
    ...reference,
    clock,
    get,
    post,
    whoami: (token) => get(`${CLIENT}/v3/account/whoami`, { token }),
    async register(username, extra = {}) {
      const body = { ...credentials(username), refresh_token: true, auth: { type: 'm.login.dummy' }, ...extra };
      return tokensOf(await post(`${CLIENT}/v3/register`, { body }));
    },
    logIn: (user, extra = {}) =>
      post(`${CLIENT}/v3/login`, {
        body: { type: 'm.login.password', identifier: { type: 'm.id.user', user }, password: 'secret', ...extra },
      }),
    guest: async () => tokensOf(await post(`${CLIENT}/v3/register?kind=guest`, { body: {} })),
  };
}

export async function exchange(
  url: string,
  method: string,
  { token, body, headers }: TestRequest,
): Promise<TestAnswer> {
  const response = await fetch(url, {
    method,
    headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseObject(text) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

/** The tokens of a successful `/login`, `/register` or `/refresh`; a member that is not there is an empty text. */
export function tokensOf({ status, json }: TestAnswer): TestTokens {
  expect(status).toBe(200);
  const text = (name: string): string => String(json[name] ?? '');
  return {
    access: text('access_token'),
    refresh: text('refresh_token'),
    userId: text('user_id'),
    deviceId: text('device_id'),
  };
}

/** Expects an error answer, all of it, and that it is JSON. */
export function expectRefusal(answer: TestAnswer, status: number, errcode: string, error: string | RegExp): void {
  expect({ status: answer.status, errcode: answer.json.errcode, error: answer.json.error }).toEqual({
    status,
    errcode,
    error: typeof error === 'string' ? error : expect.stringMatching(error),
  });
  expect(answer.headers.get('content-type')).toBe('application/json');
}
