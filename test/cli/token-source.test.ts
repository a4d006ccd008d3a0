import { expect, test } from '@jest/globals';
import { type ReadStoredToken, readToken } from '../../src/cli/token-source.js';
import { rejectsWith } from '../support/fails-with.js';
import { fakeIo } from '../support/fake-io.js';

const stored: ReadStoredToken = async (profile = 'current') => ({ token: `stored-${profile}`, profile });
const none: ReadStoredToken = async () => undefined;
const env = { MATRIX_ACCESS_TOKEN: 'from-env' };

test.each([
  ['the argument wins', { argument: 'arg', profile: 'p' }, env, { from: 'argument', text: 'arg' }],
  ['a dash is standard input', { argument: '-' }, env, { from: 'stdin', text: 'piped\n' }],
  ['a named profile beats the environment', { profile: 'p' }, env, { from: 'profile', text: 'stored-p', profile: 'p' }],
  ['the environment beats the current profile', {}, env, { from: 'env', text: 'from-env' }],
  [
    'an empty variable is none',
    {},
    { MATRIX_ACCESS_TOKEN: '' },
    { from: 'profile', text: 'stored-current', profile: 'current' },
  ],
])('%s', async (_, request, variables, input) => {
  expect(await readToken(request, fakeIo({ stdin: 'piped\n', env: variables }), stored)).toEqual(input);
});

test('with no source at all, the error names every source', async () => {
  const error = await rejectsWith(readToken({}, fakeIo(), none), 'ERR_INPUT_MISSING', 'No token was given.');
  expect(error.hint).toBe(
    "Pass a token, '-' for standard input, --token-file FILE or --profile NAME, or set MATRIX_ACCESS_TOKEN.",
  );
});

test('standard input is left alone unless a dash asks for it', async () => {
  const io = fakeIo({ stdin: 'b\n', env });
  await readToken({}, io, none);
  const rest: string[] = [];
  for await (const chunk of io.stdin) rest.push(String(chunk));
  expect(rest.join('')).toBe('b\n');
});
