import type { Sink } from './io.js';

/** Writes text or bytes and waits where the reader is slower, so that nothing piles up in memory. */
export async function writeAll(sink: Sink, data: string | Uint8Array): Promise<void> {
  if (data.length === 0 || sink.write(data) !== false) return;
  await new Promise<void>((resolve) => {
    if (sink.once === undefined) resolve();
    else sink.once('drain', resolve);
  });
}
