import { join } from 'node:path';
import { decodeUtf8, encodeUtf8 } from '../encoding/utf8.js';
import { type Files, readFirst } from './files.js';
import { keyFinding } from './key-finding.js';
import { type HomeserverConfig, placesOf } from './read-config.js';
import type { KeyFinding, KeySource, RootKey, RootKeys } from './root-key.js';
import { keyFromSigningKey } from './signing-key.js';

/**
 * The root keys that a homeserver's configuration makes, in the order in which Synapse takes the first that is set:
 * `macaroon_secret_key`, its `_path`, `registration_shared_secret`, its `_path`, the signing key (`synapse/config/key.py`). The others
 * come after it as past ones: an older release, or this one before a change, may have used them.
 */
export async function keysOfConfig(config: HomeserverConfig, files: Files): Promise<RootKeys> {
  const secret = await readSecret('macaroon_secret_key', config, files);
  const shared = await readSecret('registration_shared_secret', config, files);
  const signing = await readSigningKey(config, files);
  const sources = [...secret.sources, ...shared.sources];
  const isSet = sources.length > 0;
  const inForce = sources[0]?.source ?? 'signing-key';
  const candidates = [...sources, { source: 'signing-key', bytes: signing.bytes } as const];
  const keys = candidates.flatMap(({ source, bytes }): RootKey[] =>
    bytes === undefined ? [] : [{ source, number: 0, bytes, standing: source === inForce ? 'in-force' : 'past' }],
  );
  const findings = [
    ...config.findings,
    ...secret.findings,
    ...shared.findings,
    ...(isSet ? [] : [keyFinding('secret-missing', {}), ...signing.findings]),
  ];
  return { keys, inForce, findings };
}

interface Source {
  readonly source: KeySource;
  /** Undefined where it is set but cannot be read. */
  readonly bytes: Uint8Array | undefined;
}

type SecretOption = 'macaroon_secret_key' | 'registration_shared_secret';

const SOURCES: Readonly<Record<SecretOption, readonly [KeySource, KeySource]>> = {
  macaroon_secret_key: ['macaroon-secret-key', 'macaroon-secret-key-path'],
  registration_shared_secret: ['registration-shared-secret', 'registration-shared-secret-path'],
};

async function readSecret(
  option: SecretOption,
  { settings, folder }: HomeserverConfig,
  files: Files,
): Promise<{ readonly sources: Source[]; readonly findings: KeyFinding[] }> {
  const [inline, byPath] = SOURCES[option];
  const sources: Source[] = [];
  const findings: KeyFinding[] = [];
  const value = settings.get(option);
  const path = settings.get(`${option}_path`);
  if (value === '') findings.push(keyFinding('secret-empty', { option }));
  else if (typeof value === 'string') sources.push({ source: inline, bytes: encodeUtf8(value) });
  else if (value !== undefined && value !== null) findings.push(keyFinding('secret-not-text', { option }));
  if (typeof path === 'string' && path !== '') {
    if (sources.length > 0) findings.push(keyFinding('secret-and-path', { option }));
    const text = await readText(files, placesOf(path, folder));
    if (text === undefined) findings.push(keyFinding('file-unreadable', { option: `${option}_path` }));
    sources.push({ source: byPath, bytes: text === undefined ? undefined : encodeUtf8(text.trim()) });
  }
  return { sources, findings };
}

async function readSigningKey(
  { settings, folder }: HomeserverConfig,
  files: Files,
): Promise<{ readonly bytes: Uint8Array | undefined; readonly findings: KeyFinding[] }> {
  const inline = settings.get('signing_key');
  const path = settings.get('signing_key_path');
  const serverName = settings.get('server_name');
  const places =
    typeof path === 'string'
      ? placesOf(path, folder)
      : typeof serverName === 'string'
        ? [join(folder, `${serverName}.signing.key`)]
        : [];
  const text = typeof inline === 'string' ? inline : await readText(files, places);
  if (text === undefined) {
    return { bytes: undefined, findings: [keyFinding('file-unreadable', { option: 'signing_key_path' })] };
  }
  const bytes = keyFromSigningKey(text);
  return { bytes, findings: bytes === undefined ? [keyFinding('signing-key-malformed', {})] : [] };
}

async function readText(files: Files, places: readonly string[]): Promise<string | undefined> {
  const bytes = await readFirst(files, places);
  return bytes === undefined ? undefined : decodeUtf8(bytes);
}
