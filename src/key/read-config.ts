import { basename, dirname, join, resolve } from 'node:path';
import { decodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import type { Files } from './files.js';
import { keyFinding } from './key-finding.js';
import type { KeyFinding } from './root-key.js';

/** The settings of a homeserver, and the folder of the last file that they come from. */
export interface HomeserverConfig {
  readonly settings: ReadonlyMap<string, unknown>;
  readonly folder: string;
  readonly findings: readonly KeyFinding[];
}

/** More aliases than any configuration has: a few lines of YAML can otherwise unfold to gigabytes. */
const MOST_ALIASES = 100;

/**
 * Reads a homeserver's configuration from files, and from the `*.yaml` in folders in the order of their names, and merges them as
 * Synapse does: a later file's setting replaces an earlier one's whole (`synapse/config/_base.py` `read_config_files`).
 * Loads the YAML parser. Throws `ERR_CONFIG_MALFORMED`, and what `files` throws.
 */
export async function readHomeserverConfig(paths: readonly string[], files: Files): Promise<HomeserverConfig> {
  const settings = new Map<string, unknown>();
  const findings: KeyFinding[] = [];
  const found = await findFiles(paths, files);
  for (const path of found) {
    const entries = await readSettings(decodeUtf8(await files.read(path)) ?? '');
    if (entries === undefined) findings.push(keyFinding('config-not-a-map', {}));
    for (const [name, value] of entries ?? []) settings.set(name, value);
  }
  return { settings, folder: dirname(resolve(found.at(-1) ?? '.')), findings };
}

type Setting = readonly [name: string, value: unknown];

/** The settings of one file, its own order; undefined where it holds none. Plain YAML: no tag makes anything else of it. */
async function readSettings(text: string): Promise<Setting[] | undefined> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, {
    version: '1.1', // what Synapse's parser reads: "yes" is no text there
    logLevel: 'silent',
    prettyErrors: false, // they show the line, which may hold a secret
    uniqueKeys: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw failure('ERR_CONFIG_MALFORMED', { byte: problem.pos[0] });
  try {
    return entriesOf(document.toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true }));
  } catch {
    throw failure('ERR_CONFIG_MALFORMED', { byte: 0 }); // too many aliases
  }
}

async function findFiles(paths: readonly string[], files: Files): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const names = await files.list(path);
    if (names === undefined) found.push(path);
    else {
      const parts = names.filter((name) => name.endsWith('.yaml')).toSorted();
      found.push(...parts.map((name) => join(path, name)));
    }
  }
  return found;
}

function entriesOf(value: unknown): Setting[] | undefined {
  if (!(value instanceof Map)) return undefined;
  return [...value].flatMap(([name, setting]) => (typeof name === 'string' ? [[name, setting] as const] : []));
}

/** Where a file may be that a configuration names: as it says, in the folder of the configuration, or moved there with it. */
export function placesOf(path: string, folder: string): string[] {
  return [...new Set([resolve(folder, path), resolve(path), join(folder, basename(path))])];
}
