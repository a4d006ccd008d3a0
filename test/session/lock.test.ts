import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { withLock } from '../../src/session/lock.js';
import { rejectsWith } from '../support/fails-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Above the largest process id of any system. */
const DEAD = 2 ** 30;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
let path = '';

beforeEach(async () => {
  path = join(await temporaryFolder(), 'x.lock');
});

test('only one task runs at a time, and the lock is gone afterwards', async () => {
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(5);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(path, { timeoutMs: 5000 }, task)));
  expect([most, existsSync(path)]).toEqual([1, false]);
});

test('a task that fails gives the lock back', async () => {
  const failing = withLock(path, { timeoutMs: 100 }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withLock(path, { timeoutMs: 100 }, async () => 'next')).toBe('next');
});

test('a lock that is held is waited for, then given up by name', async () => {
  await writeFile(path, `${process.pid} ${hostname()} other`);
  await rejectsWith(
    withLock(path, { timeoutMs: 100 }, async () => 'ran'),
    'ERR_SESSION_LOCKED',
    `Another matrix-token (process ${process.pid}) has held the lock ${path} for too long.`,
  );
  expect(existsSync(path)).toBe(true);
});

test('the lock of a process that died is taken over by exactly one at a time', async () => {
  await writeFile(path, `${DEAD} ${hostname()} other`);
  let running = 0;
  const task = async () => {
    running += 1;
    expect(running).toBe(1);
    await sleep(5);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(path, { timeoutMs: 5000 }, task)));
});

test('a process id of another machine says nothing; age does', async () => {
  await writeFile(path, `${DEAD} another-machine other`);
  await rejectsWith(
    withLock(path, { timeoutMs: 60 }, async () => 'ran'),
    'ERR_SESSION_LOCKED',
    /^Another matrix-token/,
  );
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(path, longAgo, longAgo);
  expect(await withLock(path, { timeoutMs: 1000 }, async () => 'ran')).toBe('ran');
});
