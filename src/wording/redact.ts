/** The sentences of `redact`. */
export const REDACT_TEXT = {
  reading: 'Reading standard input; Ctrl-D ends it.',
  replaced: (total: number, kinds: string) =>
    total === 0 ? 'No token found; nothing was changed.' : `${count(total)} replaced: ${kinds}.`,
  listed: (total: number, kinds: string) => (total === 0 ? 'No token found.' : `${count(total)} found: ${kinds}.`),
  kindCount: (kind: string, total: number) => `${total} ${kind}`,
  truncated: (listed: number) =>
    `Only the first ${listed} tokens are listed. For all of them: matrix-token redact --list --ndjson.`,
} as const;

function count(total: number): string {
  return total === 1 ? '1 token' : `${total} tokens`;
}
