/** The edge of the program: everything that a command may read, write or ask the time of. Tests hand in their own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The wall clock, in ms since the epoch. */
  readonly now: () => number;
}

export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** False: the reader is slower, and `once('drain', …)` tells when it has caught up. */
  write(data: string | Uint8Array): unknown;
  once?(event: 'drain', listener: () => void): unknown;
}

/** The streams, environment and clock of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, now: Date.now };
}
