import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { captureOutput } from '@oclif/test';
import type { CliResult } from './run-cli.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** For commands that need no stored session. */
const NOWHERE = `${ROOT}dist/no-profiles`;

/**
 * Runs a command in this process, which takes a fraction of the time of `runCli`. Standard input is that of the
 * test: commands that read it need `runCli`. One at a time: the streams and the environment are shared.
 */
export async function runHere(name: string, args: readonly string[], directory = NOWHERE): Promise<CliResult> {
  const config = await Config.load(ROOT);
  const before = { ...process.env };
  process.env.MATRIX_TOKEN_CONFIG_DIR = directory;
  try {
    const run = () => config.runCommand(name.replace(' ', ':'), [...args]);
    const { stdout, stderr } = await captureOutput(run, { print: false });
    return { exit: Number(process.exitCode ?? 0), stdout, stderr };
  } finally {
    process.exitCode = undefined;
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  }
}
