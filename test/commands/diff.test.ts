import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { narrow } from '../support/narrow.js';
import { runCli } from '../support/run-cli.js';
import { runHere } from '../support/run-here.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const NARROWED = narrow(GUEST, 'time < 5');
const folder = await temporaryFolder();

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const WIDE = file('wide', `${GUEST}\n`);
const NARROW = file('narrow', `${NARROWED}\n`);

test.each([
  ['two arguments', [GUEST, NARROWED], undefined],
  ['an argument, then a file', [GUEST, '--token-file', NARROW], undefined],
  ['standard input, then a file', ['-', '--token-file', NARROW], GUEST],
  ['two files', ['--token-file', WIDE, '--token-file', NARROW], undefined],
])('A and B from %s', async (_, args, stdin) => {
  const all = [...args, '--json'];
  const { exit, stdout } = await (stdin === undefined ? runHere('diff', all) : runCli(['diff', ...all], { stdin }));
  const report = JSON.parse(stdout);
  schemaOf('diff')(report);
  expect([exit, report.relation, report.descendant]).toEqual([0, 'descends', 'b']);
});

test('the exit code is 7, in text and in JSON, where B does not descend from A', async () => {
  const args = ['--token-file', NARROW, '--token-file', WIDE];
  const text = await runHere('diff', args);
  const json = await runHere('diff', [...args, '--json']);
  expect([text.exit, json.exit]).toEqual([7, 7]);
  expect(text.stdout).toMatch(/^A descends from B: /);
});

test('--all reads one token from each line, and exits 3 where one holds none', async () => {
  const all = file('all', `${NARROWED}\n\n${GUEST}\n`);
  const whole = await runHere('diff', ['--all', all, '--json']);
  const spoiled = await runCli(['diff', '--all', '-'], { stdin: `${NARROWED}\n${SYNAPSE_ACCESS}\n` });
  const report = JSON.parse(whole.stdout);
  schemaOf('diff-all')(report);
  expect(whole.exit).toBe(0);
  expect(report.tokens).toMatchObject([
    { line: 1, parent: 3 },
    { line: 3, parent: null },
  ]);
  expect(spoiled.exit).toBe(3);
});

test.each([
  ['no token', [], 2, 'ERR_USAGE', 'diff takes two tokens'],
  ['one token', [GUEST], 2, 'ERR_USAGE', 'diff takes two tokens'],
  ['three tokens', [GUEST, NARROWED, '--token-file', WIDE], 2, 'ERR_USAGE', 'diff takes two tokens'],
  ['standard input twice', ['-', '-'], 2, 'ERR_USAGE', "Only one of A and B can be '-'"],
  ['arguments beside --all', [GUEST, '--all', WIDE], 2, 'ERR_USAGE', '--all takes its tokens'],
  ['no such file', ['--all', '/nowhere/tokens'], 2, 'ERR_FILE_UNREADABLE', 'Cannot read the file'],
  ['no macaroon', [GUEST, SYNAPSE_ACCESS], 2, 'ERR_NOT_A_MACAROON', 'B: This is an access token'],
  ['a damaged one', [GUEST.slice(0, 20), GUEST], 3, 'ERR_MACAROON_DECODE', 'A: This is not a macaroon'],
])('%s: refused, and no token is shown', async (_, args, exit, code, message) => {
  const { exit: actual, stdout } = await runHere('diff', [...args, '--json']);
  expect(JSON.parse(stdout).error).toMatchObject({ code, exit, message: expect.stringContaining(message) });
  expect(actual).toBe(exit);
  for (const token of [GUEST, NARROWED, SYNAPSE_ACCESS]) expect(stdout).not.toContain(token.slice(0, 20));
});
