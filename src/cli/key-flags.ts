import { Flags } from '@oclif/core';
import type { KeyRequest } from '../key/collect-keys.js';

/** Where the root key is. No flag takes the key itself. */
export const KEY_FLAGS = {
  'key-file': Flags.string({
    description: "a file that holds the key, byte for byte; '-' is standard input; repeatable",
    helpGroup: 'KEY',
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  'key-env': Flags.string({
    description: 'the name of an environment variable that holds the key',
    helpGroup: 'KEY',
    helpValue: 'NAME',
  }),
  'homeserver-config': Flags.string({
    description: "Synapse's homeserver.yaml, or a folder of such files; repeatable, later ones win",
    helpGroup: 'KEY',
    helpValue: 'PATH',
    multiple: true,
    multipleNonGreedy: true,
  }),
};

/** The key flags as they are typed. */
export interface KeyFlags {
  readonly 'key-file'?: readonly string[] | undefined;
  readonly 'key-env'?: string | undefined;
  readonly 'homeserver-config'?: readonly string[] | undefined;
}

/** What the key flags ask for. */
export function keyRequest(flags: KeyFlags): KeyRequest {
  return {
    keyFiles: flags['key-file'] ?? [],
    keyEnv: flags['key-env'],
    homeserverConfig: flags['homeserver-config'] ?? [],
  };
}
