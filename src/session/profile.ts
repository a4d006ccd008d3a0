import { failure } from '../errors.js';
import { countOf, isObject, type JsonObject, stringOf } from '../homeserver/json.js';
import { isUserId } from '../homeserver/requests/session-answer.js';

const STORED_NAME = /^[\w@.:=+-]{1,100}$/;

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

/**
 * The name of a profile that nobody named: `alice@example.org`; where that is taken by a session on another homeserver (two
 * may both call themselves `localhost`), with the homeserver's address after it.
 */
export function defaultProfileName(userId: string, baseUrl: string, { profiles }: ProfileBook): string {
  const [localpart = '', ...server] = userId.slice(1).split(':');
  const name = plainName(`${localpart}@${server.join(':')}`);
  const { origin, host } = new URL(baseUrl);
  const taken = profiles.some((profile) => profile.name === name && new URL(profile.baseUrl).origin !== origin);
  return taken ? plainName(`${name}+${host}`) : name;
}

function plainName(text: string): string {
  const plain = text.replace(/[^\w@.:=+-]/g, '_');
  return plain.replace(/^-/, '_').slice(0, 100);
}

/** Refuses a name that would be awkward to type, or that may be a token: names are kept in plain sight. Throws `ERR_PROFILE_NAME`. */
export function checkProfileName(name: string): string {
  const canBeTyped = /^[\w@.:=+][\w@.:=+-]{0,99}$/.test(name);
  const mayBeToken = /[\w=+-]{32}/.test(name) || /^(?:sy[trl]|m[ac][tr]|mpt)_/.test(name);
  if (!canBeTyped || mayBeToken) throw failure('ERR_PROFILE_NAME', {});
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
  const createdMs = momentOf(value, 'createdMs');
  if (name === undefined || !STORED_NAME.test(name) || createdMs === undefined) return undefined;
  if (userId === undefined || !isUserId(userId) || baseUrl === undefined || !isWebAddress(baseUrl)) return undefined;
  const deviceId = stringOf(value, 'deviceId');
  return {
    name,
    baseUrl,
    userId,
    deviceId,
    guest: value.guest === true,
    createdMs,
    expiresMs: momentOf(value, 'expiresMs'),
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[\x21-\x7e]+$/.test(text) && URL.canParse(text);
}

/** A time that a date can have, in ms since the epoch. */
function momentOf(value: JsonObject, key: string): number | undefined {
  const ms = countOf(value, key);
  return ms !== undefined && ms <= 8.64e15 ? ms : undefined;
}
