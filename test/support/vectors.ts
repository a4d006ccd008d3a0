import { readFileSync } from 'node:fs';

/** Reads a file of test/vectors. The compiled tests lie in dist/test/, the vectors are not copied there. */
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}`, import.meta.url), 'utf8'));
}
