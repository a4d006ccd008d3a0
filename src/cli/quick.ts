import type { Io } from './io.js';
import type { Outcome } from './outcome.js';

/**
 * The flags of `inspect`, once more, in the terms of Node's own parser; a test holds them to the command's.
 * oclif alone takes longer to load than all of `inspect` to run.
 */
export const QUICK_INSPECT_FLAGS = {
  json: { type: 'boolean' },
  field: { type: 'string' },
  quiet: { type: 'boolean' },
  'token-file': { type: 'string' },
  profile: { type: 'string' },
  'show-values': { type: 'boolean' },
  'expires-within': { type: 'string' },
  'key-file': { type: 'string' },
  wire: { type: 'boolean' },
  ndjson: { type: 'boolean' },
} as const;

/**
 * Reads a plain call of `inspect` without loading oclif. Undefined for every other command, and for whatever is not plainly
 * right (an unknown or repeated flag, one that excludes another, --help): oclif then reads it and says what is wrong.
 */
export async function readQuick(argv: readonly string[]): Promise<((io: Io) => Promise<Outcome>) | undefined> {
  const [command, ...args] = argv;
  if (command !== 'inspect') return undefined;
  const { parseArgs } = await import('node:util');
  const parsed = attempt(() =>
    parseArgs({ args, options: QUICK_INSPECT_FLAGS, allowPositionals: true, strict: true, tokens: true }),
  );
  if (parsed === undefined) return undefined;
  const { values, positionals, tokens } = parsed;
  const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const shapes = [values.json, values.field, values.ndjson].filter((shape) => shape !== undefined);
  if (positionals.length > 1 || new Set(names).size < names.length || shapes.length > 1) return undefined;
  const { answerInspect, readInspectFlags } = await import('./answer-inspect.js');
  const request = readInspectFlags(positionals[0], values);
  return (io) => answerInspect(request, io);
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
