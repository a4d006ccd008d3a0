import { homedir } from 'node:os';
import { join } from 'node:path';

/** What decides where sessions are kept, besides the environment. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The folder that holds sessions: MATRIX_TOKEN_CONFIG_DIR, else XDG_CONFIG_HOME, else what the platform is used to.
 * Computes; does not create it.
 */
export function sessionDirectory(env: Env, machine: Machine = thisMachine()): string {
  if (env.MATRIX_TOKEN_CONFIG_DIR) return env.MATRIX_TOKEN_CONFIG_DIR;
  if (env.XDG_CONFIG_HOME) return join(env.XDG_CONFIG_HOME, 'matrix-token');
  const { platform, home } = machine;
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'matrix-token');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'matrix-token');
  return join(home, '.config', 'matrix-token');
}

function thisMachine(): Machine {
  return { platform: process.platform, home: homedir() };
}
