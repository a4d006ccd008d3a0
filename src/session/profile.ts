import { failure } from '../errors.js';
import { countOf, isObject, stringOf } from '../homeserver/json.js';
import { looksLikeToken } from '../homeserver/server-argument.js';

/** What is kept of a session in plain sight: everything but its tokens. Times in ms since the epoch. */
export interface Profile {
  readonly name: string;
  /** Where its homeserver is; its tokens go to this origin and no other. */
  readonly baseUrl: string;
  readonly userId: string;
  readonly deviceId: string | undefined;
  readonly guest: boolean;
  readonly createdMs: number;
  /** When the access token ends; undefined where the server did not say, usually never. */
  readonly expiresMs: number | undefined;
}

/** All profiles, and the name of the one that is used where none is named. */
export interface ProfileBook {
  readonly current: string | undefined;
  readonly profiles: readonly Profile[];
}

/** The name of a profile that nobody named: `alice@example.org`. */
export function defaultProfileName(userId: string): string {
  const [localpart = '', ...server] = userId.slice(1).split(':');
  return `${localpart}@${server.join(':')}`
    .replace(/[^\w@.:=+-]/g, '_')
    .replace(/^-/, '_')
    .slice(0, 100);
}

/** Refuses a name that would be awkward to type or unwise to keep in a readable file. Throws `ERR_PROFILE_NAME`. */
export function checkProfileName(name: string): string {
  if (!/^[\w@.:=+][\w@.:=+-]{0,99}$/.test(name) || looksLikeToken(name)) throw failure('ERR_PROFILE_NAME', {});
  return name;
}

/** Reads the stored profiles; undefined where they are damaged. */
export function readProfileBook(value: unknown): ProfileBook | undefined {
  if (!isObject(value) || !Array.isArray(value.profiles)) return undefined;
  const profiles = value.profiles.map(readProfile);
  return profiles.every((profile) => profile !== undefined)
    ? { current: stringOf(value, 'current'), profiles }
    : undefined;
}

function readProfile(value: unknown): Profile | undefined {
  if (!isObject(value)) return undefined;
  const name = stringOf(value, 'name');
  const baseUrl = stringOf(value, 'baseUrl');
  const userId = stringOf(value, 'userId');
  const createdMs = countOf(value, 'createdMs');
  if (name === undefined || userId === undefined || createdMs === undefined) return undefined;
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return undefined;
  const deviceId = stringOf(value, 'deviceId');
  return {
    name,
    baseUrl,
    userId,
    deviceId,
    guest: value.guest === true,
    createdMs,
    expiresMs: countOf(value, 'expiresMs'),
  };
}
