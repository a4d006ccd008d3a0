import { expect, test } from '@jest/globals';
import { inspectLines, type LinesRequest } from '../../src/cli/inspect-lines.js';
import { type FakeIo, fakeIo, NOW } from '../support/fake-io.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('inspect');

async function run(
  input: string,
  options: Partial<LinesRequest> = {},
): Promise<{ exit: number; lines: unknown[]; io: FakeIo }> {
  const io = fakeIo({ stdin: input });
  const request = { from: 'stdin', now: NOW, showValues: false, expiresWithin: undefined, ...options } as const;
  const exit = await inspectLines(io.stdin, request, io);
  const lines = io.written.stdout.split('\n').slice(0, -1);
  return { exit, lines: lines.map((line): unknown => JSON.parse(line)), io };
}

test('each token gives one line of JSON with its number; blank lines are passed over', async () => {
  const { exit, lines } = await run(`${GUEST}\n\n  ${SYNAPSE_ACCESS}\r\n`);
  expect(exit).toBe(0);
  expect(lines).toEqual([
    expect.objectContaining({ schema: 'matrix-token.inspect/1', kind: 'macaroon', line: 1 }),
    expect.objectContaining({ schema: 'matrix-token.inspect/1', kind: 'synapse-access', line: 3 }),
  ]);
  lines.forEach(expectSchema);
});

test('a bad line gives an error object, stops nothing, and makes the exit code 3', async () => {
  const { exit, lines } = await run(`no token\n${GUEST}\n${'x'.repeat(1024 * 1024 + 1)}\n${GUEST} ${GUEST}`);
  expect(exit).toBe(3);
  expect(lines).toEqual([
    { error: expect.objectContaining({ code: 'ERR_NOT_A_TOKEN', exit: 3 }), line: 1 },
    expect.objectContaining({ kind: 'macaroon', line: 2 }),
    { error: expect.objectContaining({ code: 'ERR_INPUT_TOO_LARGE', exit: 3 }), line: 3 },
    { error: expect.objectContaining({ code: 'ERR_SEVERAL_TOKENS', exit: 3 }), line: 4 },
  ]);
});

const EXPIRED = mint(`time < ${NOW - 1}`);
const LASTING = mint(`time < ${NOW + 10_000}`);

test.each([
  ['all last', [LASTING], 0],
  ['one does not say', [LASTING, SYNAPSE_ACCESS], 9],
  ['one is expired', [SYNAPSE_ACCESS, EXPIRED, LASTING], 6],
  ['one is no token', [EXPIRED, 'x', SYNAPSE_ACCESS], 3],
])('with a time that each is to last, %s', async (_, tokens, exit) => {
  expect((await run(tokens.join('\n'), { expiresWithin: 5000 })).exit).toBe(exit);
});

test('writing waits for a slow reader', async () => {
  const io = fakeIo({ stdin: `${GUEST}\n` });
  const waited: string[] = [];
  const stdout = {
    write: () => false,
    once: (event: string, listener: () => void) => {
      waited.push(event);
      setImmediate(listener);
    },
  };
  await inspectLines(
    io.stdin,
    { from: 'stdin', now: NOW, showValues: false, expiresWithin: undefined },
    { ...io, stdout },
  );
  expect(waited).toEqual(['drain']);
});
