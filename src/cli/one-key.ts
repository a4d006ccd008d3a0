import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import type { Io } from './io.js';
import { readStdinBytes } from './read-input.js';
import { readRootKey, trimLineEnd } from './root-key.js';

/** Where the user said that one key is: to sign with, so there is no other to try. */
export interface OneKeyRequest {
  /** `-` is standard input. */
  readonly file: string | undefined;
  /** The name of an environment variable. */
  readonly env?: string | undefined;
  /** What to say where neither is named. */
  readonly missing: string;
}

/**
 * Reads a key to sign with, without the line end that editors and `echo` leave in a file. Throws `ERR_USAGE` where none is named, or both are,
 * `ERR_KEY_EMPTY`, `ERR_KEY_ENV_UNSET`, `ERR_FILE_UNREADABLE`.
 */
export async function readOneKey({ file, env, missing }: OneKeyRequest, io: Io): Promise<Uint8Array> {
  if ((file === undefined) === (env === undefined)) throw failure('ERR_USAGE', { problem: missing });
  if (env !== undefined) return readEnv(env, io.env);
  const key = file === '-' ? trimLineEnd(await readStdinBytes(io)) : await readRootKey(file ?? '');
  if (key.length === 0) throw failure('ERR_KEY_EMPTY', {});
  return key;
}

function readEnv(name: string, env: Io['env']): Uint8Array {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (!value) throw failure('ERR_KEY_ENV_UNSET', {});
  return encodeUtf8(value);
}
