import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { answerDiagnose, type DiagnoseRequest } from '../../src/cli/answer-diagnose.js';
import type { Report } from '../../src/cli/outcome.js';
import { type FakeIoOptions, fakeIo, NOW } from './fake-io.js';
import { type Behaviour, json, type Received, startScriptedServer } from './scripted-server.js';
import { temporaryFolder } from './temporary-folder.js';

/** A homeserver in a sentence: what it answers to the token, and what it says of itself. */
export interface Homeserver {
  readonly whoami?: Behaviour;
  readonly versions?: Behaviour;
  /** Whether it leaves tokens to matrix-authentication-service. */
  readonly oauth?: boolean;
  readonly software?: { readonly name: string; readonly version: string };
  /** Its clock, in ms. */
  readonly now?: number;
}

export interface Case {
  readonly token: string;
  /** Undefined: no server is named. */
  readonly homeserver?: Homeserver;
  /** The text of homeserver.yaml; undefined: no key is given. */
  readonly config?: string;
  readonly user?: string;
  readonly as?: string;
  readonly offline?: boolean;
  readonly env?: FakeIoOptions['env'];
}

export interface Diagnosed {
  readonly report: Report;
  readonly received: readonly Received[];
}

export const REFUSED = refusal('Invalid access token passed.');

/** Synapse's 401 to a token that it does not accept. */
export function refusal(error: string, more: object = {}): Behaviour {
  return json(401, { errcode: 'M_UNKNOWN_TOKEN', error, soft_logout: false, ...more });
}

/** Runs `diagnose` against a homeserver that answers as told, by a clock that stands still. */
export async function diagnose({
  homeserver,
  config,
  token,
  user,
  as,
  offline = false,
  env = {},
}: Case): Promise<Diagnosed> {
  const server = homeserver && (await startScriptedServer((request) => answer(request, homeserver)));
  const folder = await temporaryFolder();
  const path = join(folder, 'homeserver.yaml');
  if (config !== undefined) await writeFile(path, config);
  const request: DiagnoseRequest = {
    token: { argument: token },
    keys: { keyFiles: [], keyEnv: undefined, homeserverConfig: config === undefined ? [] : [path] },
    server: server?.url,
    offline,
    as,
    user,
    connection: { timeout: '2s' },
  };
  try {
    const outcome = await answerDiagnose(request, fakeIo({ env: { MATRIX_TOKEN_CONFIG_DIR: folder, ...env } }));
    if (outcome.kind !== 'report') throw new Error('diagnose does not stream');
    return { report: outcome, received: server?.received ?? [] };
  } finally {
    await server?.close();
  }
}

function answer({ path }: Received, homeserver: Homeserver): Behaviour {
  const {
    whoami = REFUSED,
    versions = json(200, { versions: ['v1.11'] }),
    oauth = false,
    software,
    now = NOW,
  } = homeserver;
  const behaviour = route(path, { whoami, versions, oauth, software });
  if (typeof behaviour === 'string') return behaviour;
  return { ...behaviour, headers: { date: new Date(now).toUTCString(), ...behaviour.headers } };
}

interface Answers {
  readonly whoami: Behaviour;
  readonly versions: Behaviour;
  readonly oauth: boolean;
  readonly software: Homeserver['software'] | undefined;
}

const UNRECOGNISED = json(404, { errcode: 'M_UNRECOGNIZED', error: 'Unrecognized request' });

function route(path: string, { whoami, versions, oauth, software }: Answers): Behaviour {
  switch (path) {
    case '/_matrix/client/versions':
      return versions;
    case '/_matrix/client/v3/account/whoami':
      return whoami;
    case '/_matrix/client/v1/auth_metadata':
      return oauth ? json(200, { issuer: 'https://auth.hs.test/' }) : UNRECOGNISED;
    case '/_matrix/federation/v1/version':
      return software === undefined ? UNRECOGNISED : json(200, { server: software });
    default:
      return UNRECOGNISED;
  }
}

/** The exit code and the JSON of a case. */
export async function conclude(one: Case) {
  const { report } = await diagnose(one);
  return { exit: report.exit, json: JSON.parse(JSON.stringify(report.json)) };
}

/** Expects a case to come to this conclusion and exit code. */
export async function expectConclusion(one: Case, id: string, exit: number, meaning: RegExp): Promise<void> {
  const { json: report, exit: code } = await conclude(one);
  expect({ id: report.conclusion.id, exit: code }).toEqual({ id, exit });
  expect(report.conclusion.meaning).toMatch(meaning);
}
