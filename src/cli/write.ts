import type { Sink } from './io.js';

/** Writes a text and waits where the reader is slower, so that nothing piles up in memory. */
export async function writeAll(sink: Sink, text: string): Promise<void> {
  if (text === '' || sink.write(text) !== false) return;
  await new Promise<void>((resolve) => {
    if (sink.once === undefined) resolve();
    else sink.once('drain', resolve);
  });
}
