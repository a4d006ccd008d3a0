import { randomUUID } from 'node:crypto';
import { readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { failure } from '../errors.js';
import { systemCode } from './system-code.js';

const POLL_MS = 25;
/** No holder works this long: a request has its time-out. An older lock was left behind, even if its process id is in use again. */
const STALE_MS = 10 * 60_000;
/** Removing a stale lock takes microseconds. */
const STALE_BREAKER_MS = 10_000;

export interface LockOptions {
  /** How long to wait for another holder, in ms. */
  readonly timeoutMs: number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/**
 * Runs a task while no other process runs one under the same lock: a file that only one process can create. Waits for
 * another holder, and takes over the lock of one that died. Not re-entrant. Throws `ERR_SESSION_LOCKED`.
 */
export async function withLock<T>(path: string, options: LockOptions, task: () => Promise<T>): Promise<T> {
  const owner = `${process.pid} ${hostname()} ${randomUUID()}`;
  await acquire(path, owner, options);
  try {
    return await task();
  } finally {
    await release(path, owner);
  }
}

async function acquire(path: string, owner: string, { timeoutMs, sleep = pause }: LockOptions): Promise<void> {
  for (let waited = 0; !(await create(path, owner)); waited += POLL_MS) {
    if (waited >= timeoutMs) throw failure('ERR_SESSION_LOCKED', { path, process: await holderOf(path) });
    if (await isStale(path, STALE_MS)) await breakStale(path, owner);
    else await sleep(POLL_MS);
  }
}

async function release(path: string, owner: string): Promise<void> {
  if ((await content(path)) === owner) await remove(path);
}

/**
 * Removes a stale lock under a lock of its own. Without it, two processes that both found the lock stale could remove it
 * one after the other, the second time after somebody had rightly taken it.
 */
async function breakStale(path: string, owner: string): Promise<void> {
  const breaker = `${path}.breaker`;
  if (!(await create(breaker, owner))) {
    if (await isOlder(breaker, STALE_BREAKER_MS)) await remove(breaker);
    await pause(POLL_MS);
    return;
  }
  try {
    if (await isStale(path, STALE_MS)) await remove(path);
  } finally {
    await remove(breaker);
  }
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw failure('ERR_SESSION_FILE', { path, reason: systemCode(error) });
  }
}

/** Whether a lock was left behind. A process id says something only on the machine (or in the container) that it is from. */
async function isStale(path: string, afterMs: number): Promise<boolean> {
  const [pid = '', host] = (await content(path)).split(' ');
  const died = host === hostname() && !isRunning(Number(pid));
  return died || isOlder(path, afterMs);
}

/** The process id in a lock; 0 where there is none, as in the instant between its creation and its first byte. */
async function holderOf(path: string): Promise<number> {
  return Number.parseInt(await content(path), 10) || 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function isOlder(path: string, ms: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > ms;
  } catch {
    return false;
  }
}

async function content(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
