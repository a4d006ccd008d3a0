import { cp } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runHere } from '../support/run-here.js';
import { PASSWORD, useSynapse } from '../support/synapse.js';
import { refusal, useSessions } from './sessions.js';

const synapse = useSynapse();
const { run, register, write, folderOf } = useSessions(synapse);

test('a session from its first to its last day', async () => {
  expect(await register('whole', 'alice')).toMatchObject({
    exit: 0,
    json: { userId: '@alice:synapse.test', profile: 'alice@synapse.test', refreshable: true },
  });
  const credentials = ['--username', 'alice', '--password-file', await write('alice.txt', PASSWORD)];
  expect(await run('whole', 'login', synapse().url, ...credentials, '--profile', 'second')).toMatchObject({
    exit: 0,
    json: { userId: '@alice:synapse.test', profile: 'second' },
  });
  expect(await run('whole', 'whoami')).toMatchObject({
    exit: 0,
    json: { userId: '@alice:synapse.test', guest: false, token: { profile: 'second' } },
  });
  expect(await run('whole', 'refresh')).toMatchObject({ exit: 0, json: { endpoint: '/_matrix/client/v3/refresh' } });
  expect(await run('whole', 'whoami')).toMatchObject({ exit: 0 });
  expect(await run('whole', 'profile use', 'alice@synapse.test')).toMatchObject({ exit: 0 });
  expect(await run('whole', 'logout', '--all')).toMatchObject({ exit: 0, json: { effect: 'ended-everywhere' } });
  expect(await run('whole', 'profile list')).toMatchObject({ exit: 0, json: { profiles: [{ name: 'second' }] } });
  expect(await run('whole', 'logout', '--profile', 'second')).toMatchObject({ exit: 0, json: { effect: 'was-over' } });
});

test('a guest: the server keeps the token, and logout says so', async () => {
  const made = await run('guest', 'register', synapse().url, '--guest');
  expect(made).toMatchObject({ exit: 0, json: { guest: true, refreshable: false } });
  expect(await run('guest', 'whoami')).toMatchObject({ exit: 0, json: { guest: true, userId: made.json.userId } });
  const token = (await runHere('token', [], folderOf('guest'))).stdout.trim();
  expect(await run('guest', 'logout')).toMatchObject({ exit: 0, json: { effect: 'guest-stays' } });
  expect((await synapse().whoami(token)).status).toBe(200);
});

describe('what Synapse refuses', () => {
  beforeAll(async () => {
    await register('bob', 'bob');
  });

  test('a wrong password', async () => {
    const credentials = ['--username', 'bob', '--password-file', await write('wrong.txt', 'wrong')];
    expect(await run('wrong', 'login', synapse().url, ...credentials)).toEqual(
      refusal('ERR_FORBIDDEN', 'M_FORBIDDEN: Invalid username or password'),
    );
  });

  test('a name that is taken', async () => {
    expect(await register('taken', 'bob')).toEqual(
      refusal('ERR_USERNAME_TAKEN', 'M_USER_IN_USE: User ID already taken.'),
    );
  });

  test('a refresh token, after a token that it was exchanged for has been used', async () => {
    await cp(folderOf('bob'), folderOf('copy'), { recursive: true });
    expect(await run('bob', 'refresh')).toMatchObject({ exit: 0 });
    expect(await run('bob', 'whoami')).toMatchObject({ exit: 0 });
    expect(await run('copy', 'refresh')).toEqual(
      refusal('ERR_REFRESH_REFUSED', "M_FORBIDDEN: refresh token isn't valid anymore"),
    );
  });
});
