import type { Io } from '../../src/cli/io.js';

/** The clock of every test that needs one: 2026-01-02T03:04:05.000Z. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

export interface FakeIo extends Io {
  /** What has been written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string };
}

export interface FakeIoOptions {
  /** One piece, or several as they arrive. */
  readonly stdin?: string | Uint8Array | readonly (string | Uint8Array)[];
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly now?: number;
}

/** An edge that reads from a string and writes to memory; its clock stands still. */
export function fakeIo({ stdin = '', env = {}, terminal = false, now = NOW }: FakeIoOptions = {}): FakeIo {
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    isTTY: terminal,
    write: (data: string | Uint8Array) => {
      written[name] += typeof data === 'string' ? data : Buffer.from(data).toString();
    },
  });
  return {
    stdin: Object.assign(chunks(Array.isArray(stdin) ? stdin : [stdin]), { isTTY: terminal }),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env,
    now: () => now,
    written,
  };
}

async function* chunks(texts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
