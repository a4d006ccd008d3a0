import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Conf from 'conf';
import { failure } from '../errors.js';
import { makePrivateDirectory } from './private-file.js';
import { type ProfileBook, readProfileBook } from './profile.js';
import { systemCode } from './system-code.js';

const EMPTY: ProfileBook = { current: undefined, profiles: [] };

/** Reads the stored profiles; none where there is no file. Throws `ERR_SESSION_FILE_DAMAGED`, `ERR_SESSION_FILE`. */
export async function readProfiles(directory: string): Promise<ProfileBook> {
  const path = profilePath(directory);
  // `conf` takes 80 ms to load and creates the folder: not for someone who has no profiles.
  if (!existsSync(path)) return EMPTY;
  const book = readProfileBook((await openConf(directory)).store);
  if (book === undefined) throw failure('ERR_SESSION_FILE_DAMAGED', { path });
  return book;
}

/** Replaces the stored profiles, atomically. Hold the lock of the session store from before they were read. */
export async function writeProfiles(directory: string, { current, profiles }: ProfileBook): Promise<void> {
  await makePrivateDirectory(directory);
  const conf = await openConf(directory);
  conf.store = { version: 1, current, profiles };
}

async function openConf(directory: string): Promise<Conf> {
  const { default: Conf } = await import('conf');
  try {
    return new Conf({
      projectName: 'matrix-token',
      projectSuffix: '',
      cwd: directory,
      configName: 'profiles',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    });
  } catch (error) {
    const path = profilePath(directory);
    const code = systemCode(error);
    throw code === 'unknown'
      ? failure('ERR_SESSION_FILE_DAMAGED', { path })
      : failure('ERR_SESSION_FILE', { path, reason: code });
  }
}

function profilePath(directory: string): string {
  return join(directory, 'profiles.json');
}
