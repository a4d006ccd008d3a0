import { fileURLToPath } from 'node:url';
import { MatrixTokenError } from '../errors.js';
import { EXIT } from '../wording/exit-codes.js';
import { describeBug } from './bug.js';
import { processIo } from './io.js';
import { refuseUnknownCommand } from './known-command.js';
import { modeOf } from './mode.js';
import { presentError, presentOutcome } from './present.js';
import { readQuick } from './quick.js';

/**
 * Runs the program on its arguments and sets the exit code; does not end the process, so that all output is flushed.
 * `root` is the package's folder: where this file lies after bundling says nothing of it.
 */
export async function main(argv: readonly string[], root: URL): Promise<void> {
  const io = processIo();
  endQuietlyOnClosedPipe();
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  try {
    const quick = await readQuick(argv);
    if (quick === undefined) await runOclif(withHelpFlag(argv), root);
    else process.exitCode = await presentOutcome(await quick(io), argv, io);
  } catch (thrown) {
    const error = thrown instanceof MatrixTokenError ? thrown : describeBug(thrown, io);
    process.exitCode = presentError(error, modeOf(argv), io);
  }
}

async function runOclif(argv: readonly string[], root: URL): Promise<void> {
  // oclif's debug output prints every argument, tokens included; its engine check loads 47 files for a warning.
  delete process.env.DEBUG;
  process.env.OCLIF_DISABLE_ENGINE_WARNING = '1';
  const { Config, run, settings } = await import('@oclif/core');
  settings.enableAutoTranspile = false;
  const config = await Config.load({ root: fileURLToPath(root) });
  refuseUnknownCommand(argv, config.commandIDs);
  await run([...argv], config);
}

/** `help login` is what many type for `login --help`. */
function withHelpFlag(argv: readonly string[]): readonly string[] {
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
}

/** `matrix-token … | head -1` is no error. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}
