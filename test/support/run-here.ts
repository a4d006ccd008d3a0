import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { captureOutput } from '@oclif/test';
import Login from '../../commands/login.js';
import Logout from '../../commands/logout.js';
import ProfileList from '../../commands/profile/list.js';
import ProfileRemove from '../../commands/profile/remove.js';
import ProfileUse from '../../commands/profile/use.js';
import Refresh from '../../commands/refresh.js';
import Register from '../../commands/register.js';
import Token from '../../commands/token.js';
import Whoami from '../../commands/whoami.js';
import type { CliResult } from './run-cli.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COMMANDS = {
  login: (argv: string[], config: Config) => Login.run(argv, config),
  logout: (argv: string[], config: Config) => Logout.run(argv, config),
  'profile list': (argv: string[], config: Config) => ProfileList.run(argv, config),
  'profile remove': (argv: string[], config: Config) => ProfileRemove.run(argv, config),
  'profile use': (argv: string[], config: Config) => ProfileUse.run(argv, config),
  refresh: (argv: string[], config: Config) => Refresh.run(argv, config),
  register: (argv: string[], config: Config) => Register.run(argv, config),
  token: (argv: string[], config: Config) => Token.run(argv, config),
  whoami: (argv: string[], config: Config) => Whoami.run(argv, config),
} as const;

export type CommandName = keyof typeof COMMANDS;

/**
 * Runs a session command in this process, which takes a fraction of the time of `runCli`. Standard input is that of the
 * test: commands that read it need `runCli`. One at a time: the streams and the environment are shared.
 */
export async function runHere(name: CommandName, args: readonly string[], directory: string): Promise<CliResult> {
  const config = await Config.load(ROOT);
  const before = { ...process.env };
  process.env.MATRIX_TOKEN_CONFIG_DIR = directory;
  try {
    const { stdout, stderr } = await captureOutput(() => COMMANDS[name]([...args], config), { print: false });
    return { exit: Number(process.exitCode ?? 0), stdout, stderr };
  } finally {
    process.exitCode = undefined;
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  }
}
