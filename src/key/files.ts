/** The files that keys are read from, as the edge hands them in. */
export interface Files {
  /** Reads a small file whole. Throws `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /** The names of the files in a folder; undefined where the path is no folder. */
  readonly list: (path: string) => Promise<readonly string[] | undefined>;
}

/** Reads the first of these files that can be read; undefined where none can. */
export async function readFirst(files: Files, paths: readonly string[]): Promise<Uint8Array | undefined> {
  for (const path of paths) {
    const bytes = await files.read(path).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
