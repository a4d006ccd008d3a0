import { failure, MatrixTokenError } from '../errors.js';
import { nearest } from '../nearest.js';

/**
 * Words what oclif's parser throws without repeating any argument, which may be a token: oclif's own messages do.
 * `flags` are the names of the command's flags, for a suggestion.
 */
export function readParseError(error: unknown, flags: readonly string[]): MatrixTokenError {
  if (error instanceof MatrixTokenError) return error;
  if (!(error instanceof Error)) return failure('ERR_INTERNAL', { type: typeof error });
  switch (error.constructor.name) {
    case 'NonExistentFlagsError':
      return failure('ERR_UNKNOWN_FLAG', { nearest: suggestFlag(error, flags) });
    case 'UnexpectedArgsError':
      return failure('ERR_EXTRA_ARGUMENT', { count: listOf(error, 'args').length });
    case 'RequiredArgsError':
      return failure('ERR_USAGE', { problem: wordMissingArguments(error) });
    case 'FlagInvalidOptionError':
      return failure('ERR_USAGE', { problem: wordInvalidOption(error.message) });
    case 'FailedFlagValidationError':
    case 'ViolatedFlagConstraintError':
      return failure('ERR_USAGE', { problem: wordConstraint(error.message, flags) });
    case 'CLIError':
      return failure('ERR_USAGE', { problem: wordMissingValue(error.message) });
    default:
      return failure('ERR_INTERNAL', { type: error.constructor.name });
  }
}

function listOf(error: Error, name: string): readonly unknown[] {
  const [, list] = Object.entries(error).find(([key]) => key === name) ?? [];
  return Array.isArray(list) ? list : [];
}

function suggestFlag(error: Error, flags: readonly string[]): string {
  const [unknown] = listOf(error, 'flags');
  const name = typeof unknown === 'string' ? nearest(unknown.replace(/^-+/, ''), flags) : undefined;
  return name === undefined ? '' : `--${name}`;
}

/** The names are those that the command declares, and never what was typed. */
function wordMissingArguments(error: Error): string {
  const names = listOf(error, 'args').map(nameOfArgument);
  return `An argument is missing: ${names.join(', ')}.`;
}

function nameOfArgument(arg: unknown): string {
  if (typeof arg !== 'object' || arg === null || !('name' in arg)) return 'a required one';
  return String(arg.name).toUpperCase();
}

/** oclif: "Expected --flag=INPUT to be one of: a, b". Only the flag and the list are ours. */
function wordInvalidOption(message: string): string {
  const flag = /^Expected (--[a-z-]+)=/.exec(message)?.[1] ?? 'A flag';
  const at = message.lastIndexOf(' to be one of: ');
  const options = message.slice(at + ' to be one of: '.length).split('\n', 1)[0] ?? '';
  return `${flag} takes one of: ${options}.`;
}

/** oclif: "--a=VALUE cannot also be provided when using --b", "Missing required flag a". Only names of flags that exist are repeated. */
function wordConstraint(message: string, flags: readonly string[]): string {
  const isNamed = (name: string) => new RegExp(`(?:--|Missing required flag )${name}(?![a-z-])`).test(message);
  const named = flags.filter(isNamed).map((name) => `--${name}`);
  return message.includes('cannot also be provided')
    ? `These flags cannot be used together: ${named.join(', ')}.`
    : `A flag is missing, or needs another beside it: ${named.join(', ')}.`;
}

/** oclif: "Flag --name expects a value". */
function wordMissingValue(message: string): string {
  const flag = /^Flag (--[a-z-]+) expects/.exec(message)?.[1];
  return flag === undefined ? 'The arguments could not be read.' : `${flag} needs a value.`;
}
