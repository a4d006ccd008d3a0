import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { askText, readSecret } from '../../src/cli/ask.js';
import { rejectsWith } from '../support/fails-with.js';
import { fakeIo } from '../support/fake-io.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const question = (file: string | undefined) => ({ flag: '--password-file', file, prompt: 'Password:' });

test.each([
  ['a b ', 'a b '],
  ['a b \n', 'a b '],
  ['a b \r\n', 'a b '],
  ['a b \n\n', 'a b \n'],
  ['\ta', '\ta'],
  ['påss', 'påss'],
])('the secret in %j is %j: only one line end is taken off', async (text, secret) => {
  const path = join(await temporaryFolder(), 'secret');
  await writeFile(path, text);
  expect(await readSecret(question(path), fakeIo())).toBe(secret);
  expect(await readSecret(question('-'), fakeIo({ stdin: text }))).toBe(secret);
});

test.each(['', '\n'])('%j is no secret', async (stdin) => {
  const message = 'What was given for --password-file is empty.';
  await rejectsWith(readSecret(question('-'), fakeIo({ stdin })), 'ERR_SECRET_EMPTY', message);
});

test('without a terminal nothing is asked, and the flag is named', async () => {
  const asked = readSecret(question(undefined), fakeIo({ stdin: 'not read' }));
  const error = await rejectsWith(
    asked,
    'ERR_VALUE_MISSING',
    '--password-file is missing, and there is no terminal to ask at.',
  );
  expect(error.hint).toBe('Give --password-file FILE, or --password-file - for standard input.');
  const text = askText('--username', 'User name:', fakeIo());
  expect((await rejectsWith(text, 'ERR_VALUE_MISSING', /^--username is missing/)).hint).toBe(
    'Give --username on the command line.',
  );
});
