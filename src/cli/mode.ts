/** How results are shown: as text, as JSON, or as one value of the JSON. */
export type Mode =
  | { readonly kind: 'text' }
  | { readonly kind: 'json' }
  | { readonly kind: 'field'; readonly path: string };

/** Reads the mode off the raw arguments; does not validate them. Needed before parsing, since parse errors are shown in the mode too. */
export function modeOf(argv: readonly string[]): Mode {
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  // First: beside --field it is refused, and whoever wrote --json reads that refusal as JSON.
  if (flags.includes('--json') || flags.includes('--ndjson')) return { kind: 'json' };
  const path = flagValue('--field', flags);
  return path === undefined ? { kind: 'text' } : { kind: 'field', path };
}

function flagValue(name: string, flags: readonly string[]): string | undefined {
  const joined = flags.find((flag) => flag.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = flags.indexOf(name);
  return at === -1 ? undefined : flags[at + 1];
}
