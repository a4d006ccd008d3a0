import { join } from 'node:path';
import { type CliResult, runCli } from './run-cli.js';

/** Runs `check` as a user would, without stored sessions; the token comes from the environment, if one is given. */
export function runCheckCli(
  folder: string,
  args: readonly string[],
  token?: string,
  stdin?: string,
): Promise<CliResult> {
  return runCli(['check', ...args], {
    env: { MATRIX_TOKEN_CONFIG_DIR: join(folder, 'none'), ...(token !== undefined && { MATRIX_ACCESS_TOKEN: token }) },
    ...(stdin !== undefined && { stdin }),
  });
}
