import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { QUICK_INSPECT_FLAGS, readQuick } from '../../src/cli/quick.js';
import { runCli } from '../support/run-cli.js';

const TOKEN = 'syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al';

interface ManifestFlag {
  readonly type: 'boolean' | 'option';
}

function flagsOfCommand(): Record<string, string> {
  const path = fileURLToPath(new URL('../../../oclif.manifest.json', import.meta.url));
  const manifest: { commands: { inspect: { flags: Record<string, ManifestFlag> } } } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const { flags } = manifest.commands.inspect;
  return Object.fromEntries(Object.entries(flags).map(([name, { type }]) => [name, type]));
}

test('the quick reader has the flags of the command, no more and no fewer', () => {
  const quick = Object.entries(QUICK_INSPECT_FLAGS).map(([name, { type }]) => [
    name,
    type === 'string' ? 'option' : 'boolean',
  ]);
  expect(Object.fromEntries(quick)).toEqual(flagsOfCommand());
});

test.each([
  [['check', 'example.org']],
  [['inspect', '--help']],
  [['inspect', TOKEN, '--no-such-flag']],
  [['inspect', TOKEN, 'another']],
  [['inspect', TOKEN, '--json', '--field', 'kind']],
  [['inspect', TOKEN, '--ndjson', '--json']],
  [['inspect', TOKEN, '--profile', 'a', '--profile', 'b']],
  [['inspect', '--token-file']],
  [[]],
])('what is no plain call of inspect is left to oclif: %j', async (argv) => {
  expect(await readQuick(argv)).toBeUndefined();
});

describe('both ways give the same answer', () => {
  // A repeated --quiet is no plain call, so the second run goes through oclif.
  test.each([
    [[TOKEN, '--json']],
    [[TOKEN, '--field', 'localpart']],
    [[TOKEN, '--expires-within', '7d']],
    [['-', '--json']],
    [['--token-file', '/no/such/file', '--json']],
    [[TOKEN, '--expires-within', 'soon', '--json']],
    [['--json', '--', TOKEN]],
  ])('inspect %j', async (args) => {
    const options = { stdin: `${TOKEN}\n` };
    const quick = await runCli(['inspect', '--quiet', ...args], options);
    const oclif = await runCli(['inspect', '--quiet', '--quiet', ...args], options);
    expect(oclif).toEqual(quick);
    expect(quick.stdout + quick.stderr).not.toBe('');
  });
});
