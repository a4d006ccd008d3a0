import { afterAll, beforeAll } from '@jest/globals';
import { CURRENT_RELEASE, type SynapseRelease } from '../../scripts/synapse/releases.js';
import { type Synapse, startSynapse } from '../../scripts/synapse/start.js';
import { CLIENT, exchange, type TestAnswer, type TestTokens, tokensOf } from './reference.js';

/** What test/synapse/homeserver.yaml.in says. */
export const SERVER_NAME = 'synapse.test';
export const MACAROON_SECRET_KEY = Buffer.from('a macaroon secret key for tests');
export const PASSWORD = 'correct horse battery staple';

/** An old release may have to be installed first. */
const START_MS = 300_000;

/** A running Synapse, and short ways to talk to it. */
export interface TestSynapse {
  readonly url: string;
  /** Its homeserver.yaml. */
  readonly config: string;
  log(): string;
  get(path: string, token?: string): Promise<TestAnswer>;
  post(path: string, body: object, token?: string): Promise<TestAnswer>;
  /** `GET /v3/account/whoami` with this token. */
  whoami(token: string | undefined): Promise<TestAnswer>;
  guest(): Promise<TestTokens>;
  /** Registers a user with the password `PASSWORD`; with a refresh token where `extra` asks for one. */
  register(username: string, extra?: object): Promise<TestTokens>;
}

/**
 * Starts one Synapse for all tests of a file. Gives a function, since nothing runs yet when the tests are declared.
 * `settings` replace top-level ones of the configuration; undefined takes one out.
 */
export function useSynapse(
  settings?: Readonly<Record<string, unknown>>,
  release: SynapseRelease = CURRENT_RELEASE,
): () => TestSynapse {
  let running: Synapse | undefined;
  beforeAll(async () => {
    running = await startSynapse(release, settings);
  }, START_MS);
  afterAll(async () => {
    await running?.close();
  });
  return () => {
    if (running === undefined) throw new Error('Synapse is not running');
    return testSynapse(running);
  };
}

function testSynapse({ url, config, log }: Synapse): TestSynapse {
  const get = (path: string, token?: string) => exchange(`${url}${path}`, 'GET', { token });
  const post = (path: string, body: object, token?: string) => exchange(`${url}${path}`, 'POST', { token, body });
  return {
    url,
    config,
    log,
    get,
    post,
    whoami: (token) => get(`${CLIENT}/v3/account/whoami`, token),
    guest: async () => tokensOf(await post(`${CLIENT}/v3/register?kind=guest`, {})),
    async register(username, extra = {}) {
      const body = { username, password: PASSWORD, auth: { type: 'm.login.dummy' }, ...extra };
      return tokensOf(await post(`${CLIENT}/v3/register`, body));
    },
  };
}

/** An answer as `judge` predicts it. */
export function shortAnswer({ status, json }: TestAnswer) {
  const text = (name: string) => (typeof json[name] === 'string' ? json[name] : null);
  return { status, errcode: text('errcode'), error: text('error') };
}
