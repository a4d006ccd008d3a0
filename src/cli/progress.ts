import type { Io } from './io.js';

const CLEAR_LINE = '\r\u001b[K';

/** One line on stderr that says how far a long command is. */
export interface Progress {
  /** Replaces the line. The text is ours or escaped, and shorter than a line. */
  show(text: string): void;
  /** Takes the line away; needed before anything else is written. */
  clear(): void;
}

/** A progress line where stderr is a terminal that can replace lines, and one that shows nothing elsewhere. */
export function createProgress({ stderr, env }: Io, { quiet }: { readonly quiet: boolean }): Progress {
  if (quiet || stderr.isTTY !== true || env.TERM === 'dumb') return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => {
      stderr.write(`${CLEAR_LINE}${text}`);
    },
    clear: () => {
      stderr.write(CLEAR_LINE);
    },
  };
}
