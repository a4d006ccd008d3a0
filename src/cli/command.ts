import { Command, Flags } from '@oclif/core';
import { MatrixTokenError } from '../errors.js';
import { describeBug } from './bug.js';
import { type Io, processIo } from './io.js';
import { modeOf } from './mode.js';
import type { Outcome } from './outcome.js';
import { readParseError } from './parse-errors.js';
import { presentError, presentOutcome } from './present.js';

/**
 * A command of this program: parses its flags, calls one function of `src/`, and returns an outcome to report.
 * This class alone prints results and errors and sets the exit code, the same in text and in JSON.
 * A flag never reads the environment in its `default` (help and manifest would show it) and never parses in its `parse`
 * (oclif would put the value into its error): `answer` does both. Every argument has `ignoreStdin: true`.
 */
export abstract class MatrixTokenCommand extends Command {
  static override readonly baseFlags = {
    json: Flags.boolean({ description: 'print one JSON object', helpGroup: 'OUTPUT' }),
    field: Flags.string({
      description: 'print one value of the JSON, by its path: a.b.c',
      helpGroup: 'OUTPUT',
      helpValue: 'PATH',
      exclusive: ['json'],
    }),
    quiet: Flags.boolean({ description: 'print no notes and warnings on stderr', helpGroup: 'OUTPUT' }),
  };

  /** Does the command's work; writes nothing itself, unless it streams. */
  protected abstract answer(io: Io): Promise<Outcome>;

  override async run(): Promise<void> {
    const io = processIo();
    process.exitCode = await presentOutcome(await this.answer(io), this.argv, io);
  }

  override async catch(thrown: unknown): Promise<void> {
    const io = processIo();
    // Where parsing failed, oclif would warn under NODE_ENV=development that the arguments were never parsed.
    this.parsed = true;
    const names = Object.keys({ ...this.ctor.baseFlags, ...this.ctor.flags });
    const error = isParseError(thrown) ? readParseError(thrown, names) : asKnown(thrown, io);
    process.exitCode = presentError(error, modeOf(this.argv), io);
  }
}

function isParseError(thrown: unknown): boolean {
  return thrown instanceof Error && 'oclif' in thrown;
}

function asKnown(thrown: unknown, io: Io): MatrixTokenError {
  return thrown instanceof MatrixTokenError ? thrown : describeBug(thrown, io);
}
