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

/** The streams, environment and clock of this process. Each stream is opened when it is first used: Node takes a while for each. */
export function processIo(): Io {
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    env: process.env,
    now: Date.now,
  };
}
