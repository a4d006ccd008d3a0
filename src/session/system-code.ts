/** The code of a fault of the operating system, such as `ENOENT`; `unknown` for an error that has none. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
