import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { keysOfConfig } from './config-keys.js';
import type { Files } from './files.js';
import { readHomeserverConfig } from './read-config.js';
import type { RootKey, RootKeys } from './root-key.js';

/** Where the user says the root key is. Never the key itself: arguments show in process lists and shell histories. */
export interface KeyRequest {
  /** `-` is standard input. */
  readonly keyFiles: readonly string[];
  /** The name of an environment variable. */
  readonly keyEnv: string | undefined;
  /** Files or folders of a homeserver's configuration, all of one homeserver. */
  readonly homeserverConfig: readonly string[];
}

/** What the keys are read from, as the edge hands it in. */
export interface KeyEdge {
  readonly files: Files;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What Synapse took for a key where none was configured. */
const CVE_2019_5885: RootKey = { source: 'cve-2019-5885', number: 0, bytes: encodeUtf8('None'), standing: 'past' };

/**
 * Reads every key to try: those of `--key-file` as they are, byte for byte, then `--key-env`, then the configuration's in Synapse's own
 * order. No keys where the request names none. Throws `ERR_KEY_EMPTY`, `ERR_KEY_ENV_UNSET`, `ERR_CONFIG_MALFORMED`, and what `edge` throws.
 */
export async function collectKeys(request: KeyRequest, edge: KeyEdge): Promise<RootKeys> {
  const given = [...(await readKeyFiles(request.keyFiles, edge)), ...readKeyEnv(request.keyEnv, edge.env)];
  const config =
    request.homeserverConfig.length === 0
      ? undefined
      : await keysOfConfig(await readHomeserverConfig(request.homeserverConfig, edge.files), edge.files);
  const keys = [...given, ...(config?.keys ?? [])];
  return {
    keys: keys.length === 0 && config === undefined ? [] : [...keys, CVE_2019_5885],
    inForce: config?.inForce ?? null,
    findings: config?.findings ?? [],
  };
}

async function readKeyFiles(paths: readonly string[], { files, readStdin }: KeyEdge): Promise<RootKey[]> {
  const keys: RootKey[] = [];
  for (const [position, path] of paths.entries()) {
    const bytes = path === '-' ? await readStdin() : await files.read(path);
    if (bytes.length === 0) throw failure('ERR_KEY_EMPTY', {});
    const number = paths.length > 1 ? position + 1 : 0;
    keys.push({ source: path === '-' ? 'stdin' : 'key-file', number, bytes, standing: 'given' });
  }
  return keys;
}

function readKeyEnv(name: string | undefined, env: KeyEdge['env']): RootKey[] {
  if (name === undefined) return [];
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (!value) throw failure('ERR_KEY_ENV_UNSET', {});
  return [{ source: 'env', number: 0, bytes: encodeUtf8(value), standing: 'given' }];
}
