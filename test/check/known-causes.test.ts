import { expect, test } from '@jest/globals';
import { findKnownCauses } from '../../src/check/known-causes.js';
import { FAULT_NAMES, type FaultName } from '../../src/reference/faults/index.js';
import { useServers } from '../support/reference.js';
import { runCheckAt } from './run-check.js';
import { timeLimitFor } from './time-limit.js';

const startServer = useServers();

async function causesWith(...faults: readonly FaultName[]) {
  const server = await startServer({ faults, now: Date.now });
  const { access } = await server.register('alice');
  const { json } = await runCheckAt(server.url, access, { timeoutMs: timeLimitFor(faults) });
  return findKnownCauses(json.probes);
}

/** What each fault of the past looks like to a check. */
const CAUSES: Partial<Record<FaultName, readonly string[]>> = {
  'last-user-id-wins': ['last-user-id-wins'],
  'ignore-expiry': ['expiry-ignored'],
  'ignore-unsigned-caveats': ['unsigned-unnoticed'],
  'server-error-on-malformed': ['fails-on-malformed'],
  'opaque-lookup': ['compares-text'],
};

test.each(FAULT_NAMES.filter((name) => name !== 'old-api'))('the fault %s', async (name) => {
  expect(await causesWith(name)).toEqual(CAUSES[name] ?? []);
});

test('a server without a fault', async () => {
  expect(await causesWith()).toEqual([]);
});

test('two at once', async () => {
  expect(await causesWith('ignore-expiry', 'ignore-unsigned-caveats')).toEqual([
    'expiry-ignored',
    'unsigned-unnoticed',
  ]);
});

test('nothing seen, nothing named', () => {
  expect(findKnownCauses([])).toEqual([]);
});
