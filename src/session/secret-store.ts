import { join } from 'node:path';
import { failure } from '../errors.js';
import { isObject, parseJson, stringOf } from '../homeserver/json.js';
import { makePrivateDirectory, readPrivateFile, writePrivateFile } from './private-file.js';

/** What a session keeps secret. `origin` binds the tokens to their homeserver, whatever the readable settings say. */
export interface Secret {
  readonly origin: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
}

/** A place for secrets, by the name of their profile. Whoever writes or removes holds the lock of the session store. */
export interface SecretStore {
  /** Where the secrets are, to be shown to the user. */
  readonly place: string;
  read(profile: string): Promise<Secret | undefined>;
  write(profile: string, secret: Secret): Promise<void>;
  remove(profile: string): Promise<void>;
}

interface Entry extends Secret {
  readonly profile: string;
}

/** Keeps secrets in one file that only its owner can read (0600). Throws `ERR_SESSION_FILE…` where it cannot. */
export function fileSecretStore(directory: string): SecretStore {
  const path = join(directory, 'secrets.json');

  async function readAll(): Promise<readonly Entry[]> {
    const text = await readPrivateFile(path);
    if (text === undefined) return [];
    const entries = readEntries(text);
    if (entries === undefined) throw failure('ERR_SESSION_FILE_DAMAGED', { path });
    return entries;
  }

  async function writeAll(entries: readonly Entry[]): Promise<void> {
    await makePrivateDirectory(directory);
    await writePrivateFile(path, `${JSON.stringify({ version: 1, secrets: entries }, null, 2)}\n`);
  }

  return {
    place: path,
    async read(profile) {
      return (await readAll()).find((entry) => entry.profile === profile);
    },
    async write(profile, secret) {
      const others = (await readAll()).filter((entry) => entry.profile !== profile);
      await writeAll([...others, { profile, ...secret }]);
    },
    async remove(profile) {
      const all = await readAll();
      const others = all.filter((entry) => entry.profile !== profile);
      if (others.length < all.length) await writeAll(others);
    },
  };
}

function readEntries(text: string): readonly Entry[] | undefined {
  const secrets = parseJson(text)?.secrets;
  if (!Array.isArray(secrets)) return undefined;
  const entries = secrets.map(readEntry);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function readEntry(value: unknown): Entry | undefined {
  if (!isObject(value)) return undefined;
  const profile = stringOf(value, 'profile');
  const origin = stringOf(value, 'origin');
  const accessToken = stringOf(value, 'accessToken');
  if (profile === undefined || origin === undefined || accessToken === undefined) return undefined;
  return { profile, origin, accessToken, refreshToken: stringOf(value, 'refreshToken') };
}
