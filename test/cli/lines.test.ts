import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Line, readLines } from '../../src/cli/lines.js';

async function collect(chunks: readonly (string | Uint8Array)[], limit = 100): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(stream(chunks), limit)) lines.push(...batch);
  return lines;
}

async function* stream(chunks: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* chunks;
}

function line(number: number, text: string): Line {
  return { kind: 'line', number, text };
}

test('lines are numbered from 1, blank ones too, wherever the chunks end', async () => {
  expect(await collect(['a', 'b\n', '\nc\r\nd'])).toEqual([line(1, 'ab'), line(2, ''), line(3, 'c\r'), line(4, 'd')]);
});

test('a character that chunks tear apart is whole again', async () => {
  const bytes = Buffer.from('é\n');
  expect(await collect([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual([line(1, 'é'), line(2, '')]);
});

test('a line over the limit is named, and its text let go, and the next is read', async () => {
  const lines = await collect(['aaaa', 'aaaa', 'aa\nbb\n', 'cccccc\nd'], 5);
  expect(lines).toEqual([
    { kind: 'too-long', number: 1 },
    line(2, 'bb'),
    { kind: 'too-long', number: 3 },
    line(4, 'd'),
  ]);
});

test('any chunks give the lines of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'b') })), async (chunks) => {
      const texts = (await collect(chunks)).map((found) => (found.kind === 'line' ? found.text : ''));
      expect(texts).toEqual(chunks.join('').split('\n'));
    }),
  );
});
