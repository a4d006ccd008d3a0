import { expect, test } from '@jest/globals';
import { runCli } from '../support/run-cli.js';

test('help of a command fits a terminal and reads from the top', async () => {
  const { stdout, exit } = await runCli(['help', 'whoami']);
  expect(exit).toBe(0);
  expect(stdout).toMatch(
    /^Ask a homeserver whose token this is\.\n\nUSAGE\n {2}\$ matrix-token whoami \[TOKEN\] \[FLAGS\]\n\nARGUMENTS\n/,
  );
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([['--help'], ['-h'], ['help']])('%s lists the commands', async (word) => {
  const { stdout, exit } = await runCli([word]);
  expect({ exit, listed: stdout.includes('\nCOMMANDS\n') }).toEqual({ exit: 0, listed: true });
});
