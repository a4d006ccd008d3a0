import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { installSynapse } from './install.js';
import { CURRENT_RELEASE, type SynapseRelease } from './releases.js';

const TEMPLATE = fileURLToPath(new URL('../../../test/synapse/homeserver.yaml.in', import.meta.url));
const OLD_PYTHON = fileURLToPath(new URL('../../../test/synapse/old-python', import.meta.url));
const PATIENCE_MS = 60_000;
const PORT_TRIES = 3;
const PORT_TAKEN = 'Address already in use';

/** A Synapse that is listening on loopback, with an empty database. */
export interface Synapse {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Its homeserver.yaml. */
  readonly config: string;
  /** What it has logged so far. */
  log(): string;
  /** Stops it and removes all its data. */
  close(): Promise<void>;
}

/**
 * Starts a Synapse of its own, which is installed if it is not there, in a temporary folder: SQLite, a free port on
 * loopback, new keys, the configuration of test/synapse/homeserver.yaml.in. `settings` replace top-level ones of it; undefined takes one out.
 * Throws with the end of the log where it does not answer within a minute.
 */
export async function startSynapse(
  release: SynapseRelease = CURRENT_RELEASE,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Synapse> {
  const python = installSynapse(release);
  let log = '';
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const started = await tryToStart(python, release, settings);
    if (started.ok) return started.synapse;
    log = started.log;
    if (!log.includes(PORT_TAKEN)) break;
  }
  throw new Error(`Synapse ${release.version} did not start. The end of its log:\n${log.slice(-2000)}`);
}

type Started = { readonly ok: true; readonly synapse: Synapse } | { readonly ok: false; readonly log: string };

async function tryToStart(
  python: string,
  release: SynapseRelease,
  settings: Readonly<Record<string, unknown>>,
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-token-synapse-'));
  const port = await freePort();
  const config = join(folder, 'homeserver.yaml');
  writeFileSync(config, stringify({ ...readTemplate(folder, port), ...settings }));
  const logFile = join(folder, 'homeserver.log');
  const readLog = () => readFileSync(logFile, 'utf8');
  const output = openSync(logFile, 'a');
  const env = release.needsOldPython === true ? { ...process.env, PYTHONPATH: OLD_PYTHON } : process.env;
  const options: SpawnOptions = { cwd: folder, env, stdio: ['ignore', output, output] };
  const program = ['-m', 'synapse.app.homeserver', '-c', config];
  spawnSync(python, [...program, '--generate-keys'], options);
  const child = spawn(python, program, options);
  closeSync(output);
  const endWithUs = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', endWithUs);

  async function close(): Promise<void> {
    await stop(child);
    process.removeListener('exit', endWithUs);
    rmSync(folder, { recursive: true, force: true });
  }

  const url = `http://127.0.0.1:${port}`;
  if (await answers(url, release.version, child)) return { ok: true, synapse: { url, config, log: readLog, close } };
  const log = readLog();
  await close();
  return { ok: false, log };
}

function readTemplate(folder: string, port: number): Record<string, unknown> {
  const text = readFileSync(TEMPLATE, 'utf8').replaceAll('@FOLDER@', folder).replaceAll('@PORT@', String(port));
  const settings: unknown = parse(text);
  if (typeof settings !== 'object' || settings === null) throw new Error(`${TEMPLATE} is no YAML map`);
  return { ...settings };
}

/** A port that is free now. Another program may take it before Synapse does, which then says so in its log, and ends. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

/** Waits until this release, and nothing else that took the port, answers there. */
async function answers(url: string, version: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const server = await fetch(`${url}/_matrix/client/versions`).then(
      ({ ok, headers }) => (ok ? headers.get('server') : null),
      () => null,
    );
    if (server?.startsWith(`Synapse/${version}`) === true) return true;
    await pause(100);
  }
  return false;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
