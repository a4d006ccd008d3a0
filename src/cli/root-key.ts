import { readBinaryFile } from './read-input.js';

const LINE_ENDS: ReadonlySet<number | undefined> = new Set([0x0a, 0x0d]);

/**
 * Reads a root key from a file, without the line end that editors and `echo` leave there. Any other byte is part of the key.
 * Throws `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`.
 */
export async function readRootKey(path: string): Promise<Uint8Array> {
  return trimLineEnd(await readBinaryFile(path));
}

/** The bytes without the line ends after them. */
export function trimLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && LINE_ENDS.has(bytes[end - 1])) end--;
  return bytes.subarray(0, end);
}
