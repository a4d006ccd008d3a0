import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ERRORS } from '../../src/wording/errors/index.js';
import { EXIT, EXIT_MEANINGS } from '../../src/wording/exit-codes.js';
import { runCli } from '../support/run-cli.js';

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');

test('every exit code has one meaning, and no error exits with another', () => {
  expect(EXIT_MEANINGS.map(([code]) => code)).toEqual(Object.values(EXIT));
  const used = Object.values(ERRORS).map(({ exit }) => exit);
  expect(EXIT_MEANINGS.map(([code]) => code)).toEqual(expect.arrayContaining(used));
});

test('the README lists the exit codes', () => {
  const rows = [...readme.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
  expect(rows).toEqual(EXIT_MEANINGS);
});

test('--help lists the exit codes', async () => {
  const { stdout, exit } = await runCli(['--help']);
  const listed = EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(3)}  ${meaning}`).join('\n');
  expect(exit).toBe(0);
  expect(stdout).toContain(`EXIT CODES\n${listed}`);
});
