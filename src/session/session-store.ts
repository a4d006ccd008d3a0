import { join } from 'node:path';
import { failure } from '../errors.js';
import { sessionDirectory } from './directory.js';
import { withLock } from './lock.js';
import { makePrivateDirectory } from './private-file.js';
import type { Profile, ProfileBook } from './profile.js';
import { readProfiles, writeProfiles } from './profile-file.js';
import { fileSecretStore, type Secret, type SecretStore } from './secret-store.js';

/** Where sessions are kept: readable settings in a folder, secrets in a store of their own. */
export interface SessionStore {
  readonly directory: string;
  readonly secrets: SecretStore;
}

/** A stored session, whole. Holds secrets: never print it. */
export interface StoredSession {
  readonly profile: Profile;
  readonly secret: Secret;
}

const LOCK_TIMEOUT_MS = 10_000;

/** The store that the environment names; touches no file yet. */
export function openSessionStore(env: Readonly<Record<string, string | undefined>>): SessionStore {
  const directory = sessionDirectory(env);
  return { directory, secrets: fileSecretStore(directory) };
}

/**
 * Makes sure that a session can be stored, before one is asked for: a token that was issued and then lost would stay valid
 * on the server. Throws the errors of the files that are in the way.
 */
export async function prepareStore(store: SessionStore): Promise<void> {
  await change(store, async () => {
    await store.secrets.read('');
  });
}

/** The profile of a name, or without one the current profile; undefined where there is no current one. Throws `ERR_PROFILE_UNKNOWN`. */
export async function findProfile(store: SessionStore, name: string | undefined): Promise<Profile | undefined> {
  const book = await readProfiles(store.directory);
  const wanted = name ?? book.current;
  return wanted === undefined ? undefined : profileOf(book, wanted);
}

/**
 * The session of a name, or without one the current session; undefined where there is no current one. Throws
 * `ERR_PROFILE_UNKNOWN`, `ERR_SECRET_MISSING`, and `ERR_SECRET_OF_OTHER_SERVER` where the readable settings were changed
 * to send the token elsewhere.
 */
export async function findSession(store: SessionStore, name: string | undefined): Promise<StoredSession | undefined> {
  const profile = await findProfile(store, name);
  if (profile === undefined) return undefined;
  const secret = await store.secrets.read(profile.name);
  if (secret === undefined) throw failure('ERR_SECRET_MISSING', { profile: profile.name, place: store.secrets.place });
  const { origin } = new URL(profile.baseUrl);
  if (secret.origin !== origin) {
    throw failure('ERR_SECRET_OF_OTHER_SERVER', { profile: profile.name, origin: secret.origin, other: origin });
  }
  return { profile, secret };
}

/** The same for a command that cannot do without. Throws `ERR_NOT_LOGGED_IN` where there is no current session. */
export async function requireSession(store: SessionStore, name: string | undefined): Promise<StoredSession> {
  const session = await findSession(store, name);
  if (session === undefined) throw failure('ERR_NOT_LOGGED_IN', {});
  return session;
}

/**
 * Stores a session under its profile's name, in place of one that has it, and makes it current where asked. The secret is
 * written first: whatever happens in between, no new token is lost.
 */
export async function saveSession(
  store: SessionStore,
  { profile, secret }: StoredSession,
  { makeCurrent }: { makeCurrent: boolean },
): Promise<{ readonly replaced: Profile | undefined }> {
  return change(store, async (book) => {
    await store.secrets.write(profile.name, secret);
    const profiles = [...book.profiles.filter(({ name }) => name !== profile.name), profile];
    await writeProfiles(store.directory, { current: makeCurrent ? profile.name : book.current, profiles });
    return { replaced: book.profiles.find(({ name }) => name === profile.name) };
  });
}

/** Makes a profile the current one. Throws `ERR_PROFILE_UNKNOWN`. */
export async function useProfile(store: SessionStore, name: string): Promise<Profile> {
  return change(store, async (book) => {
    const profile = profileOf(book, name);
    await writeProfiles(store.directory, { ...book, current: name });
    return profile;
  });
}

/** Forgets a profile and its tokens; does not log out. The secret goes first. Throws `ERR_PROFILE_UNKNOWN`. */
export async function removeSession(
  store: SessionStore,
  name: string,
): Promise<{ readonly profile: Profile; readonly wasCurrent: boolean }> {
  return change(store, async (book) => {
    const removed = profileOf(book, name);
    await store.secrets.remove(name);
    const wasCurrent = book.current === name;
    const profiles = book.profiles.filter((profile) => profile.name !== name);
    await writeProfiles(store.directory, { current: wasCurrent ? undefined : book.current, profiles });
    return { profile: removed, wasCurrent };
  });
}

async function change<T>(store: SessionStore, task: (book: ProfileBook) => Promise<T>): Promise<T> {
  await makePrivateDirectory(store.directory);
  return withLock(join(store.directory, 'store.lock'), { timeoutMs: LOCK_TIMEOUT_MS }, async () =>
    task(await readProfiles(store.directory)),
  );
}

function profileOf(book: ProfileBook, wanted: string): Profile {
  const profile = book.profiles.find(({ name }) => name === wanted);
  if (profile !== undefined) return profile;
  const known = book.profiles.map(({ name }) => name).join(', ');
  throw failure('ERR_PROFILE_UNKNOWN', { known });
}
