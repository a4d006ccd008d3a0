import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startVerifier, type Verifier } from '../../scripts/verifier/start.js';
import type { CheckReport } from '../../src/check/check-server.js';
import { PROBES } from '../../src/check/probes.js';
import { runCheckAt, summaryOf } from '../check/run-check.js';

const PYTHON = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));

/** Runs a check of a verifier with these options, with a token that the verifier made. */
async function checkVerifier(...options: readonly string[]): Promise<CheckReport> {
  const verifier: Verifier = await startVerifier(PYTHON, options);
  try {
    const response = await fetch(`${verifier.url}/_matrix/client/v3/register?kind=guest`, {
      method: 'POST',
      body: '{}',
    });
    const { access_token: token } = JSON.parse(await response.text());
    return await runCheckAt(verifier.url, token);
  } finally {
    await verifier.close();
  }
}

/** What was seen of the probes that have no right answer. */
function information({ json }: CheckReport): Readonly<Record<string, string | null>> {
  const probes = json.probes.filter(({ expectation }) => expectation === 'information');
  return Object.fromEntries(probes.map(({ id, observed }) => [id, observed]));
}

const INFORMATION = {
  'query-narrowed': 'rejected',
  'header-and-query': 'rejected',
  'bearer-lower-case': 'rejected',
  'value-leading-space': 'rejected',
  'value-underscores': 'rejected',
  'location-changed': 'accepted',
  'caveat-unsigned': 'rejected',
  'base64-padded': 'accepted',
  'other-format': 'accepted',
};

test('a verifier on pymacaroons that asks for every caveat to be met: enforced, every probe', async () => {
  const report = await checkVerifier('--guard');
  expect(summaryOf(report)).toEqual({ verdict: 'enforced', exit: 0, failed: [], warnings: [] });
  expect(report.json.dialect).toBe('draft');
  expect(report.json.probes.map(({ id, outcome }) => [id, outcome])).toEqual(PROBES.map(({ id }) => [id, 'pass']));
  expect(information(report)).toEqual(INFORMATION);
});

test('pymacaroons as it is: enforced, and an unsigned caveat goes unnoticed', async () => {
  const report = await checkVerifier();
  expect(summaryOf(report)).toEqual({
    verdict: 'enforced',
    exit: 0,
    failed: [],
    warnings: [],
  });
  expect(report.json.causes.map(({ id }) => id)).toContain('unsigned-unnoticed');
  expect(information(report)).toEqual({ ...INFORMATION, 'caveat-unsigned': 'accepted' });
});

test('one that takes every caveat for met: violated, though it verifies signatures', async () => {
  const { json, exit } = await checkVerifier('--satisfy-everything');
  expect([json.verdict, exit]).toEqual(['violated', 8]);
  const rejected = json.probes.filter(({ observed }) => observed === 'rejected').map(({ row }) => row);
  expect([...new Set(rejected)].sort()).toEqual([
    'authentication',
    'credentials',
    'signature',
    'tampering',
    'third-party',
    'variants',
  ]);
});
