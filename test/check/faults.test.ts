import { describe, expect, test } from '@jest/globals';
import { PROBES } from '../../src/check/probes.js';
import { FAULT_NAMES, type FaultName } from '../../src/reference/faults/index.js';
import { GROUNDS, VIOLATIONS } from '../../src/wording/check.js';
import { useServers } from '../support/reference.js';
import { probesWith, runCheckAt, summaryOf } from './run-check.js';
import { timeLimitFor } from './time-limit.js';

const startServer = useServers();
const LONG_TESTS_MS = 30_000;

async function checkWith(...faults: readonly FaultName[]) {
  const server = await startServer({ faults, now: Date.now });
  const { access } = await server.register('alice');
  const before = server.requests();
  const report = await runCheckAt(server.url, access, { timeoutMs: timeLimitFor(faults) });
  return { ...report, received: server.requests() - before };
}

const CONTROLS = ['time-less-first', 'user-self-first', 'time-greater-past', 'time-less-last', 'user-self-last'];
const UNKNOWN = [
  'unknown-key',
  'unknown-key-operator',
  'unknown-key-prefix',
  'time-less-or-equal',
  'user-double-equal',
];
const OLD_API: FaultName = 'old-api';

/** Every fault of the reference homeserver: what a check concludes, which probes fail, and the cause that it names. */
const FAULTS: Readonly<Record<Exclude<FaultName, 'old-api'>, readonly [string, number, readonly string[], string]>> = {
  'ignore-unknown-caveats': ['violated', 8, [...UNKNOWN, 'malformed-case', 'query-unknown-key'], VIOLATIONS.unknownKey],
  'ignore-malformed-caveats': [
    'violated',
    8,
    ['no-spaces', 'no-operator', 'no-value', 'empty-value', 'one-word', 'empty', 'key'].map(
      (name) => `malformed-${name}`,
    ),
    VIOLATIONS.malformed,
  ],
  'ignore-third-party-caveats': ['violated', 8, ['third-party'], VIOLATIONS.thirdParty],
  'ignore-expiry': ['violated', 8, ['time-less-past'], VIOLATIONS.expiry],
  'ignore-time': ['violated', 8, ['time-less-past', 'time-equal-past', 'time-greater-future'], VIOLATIONS.time],
  'ignore-generation': ['violated', 8, ['gen-two'], VIOLATIONS.generation],
  'ignore-type': ['violated', 8, ['type-refresh'], VIOLATIONS.type],
  'ignore-other-user': ['violated', 8, ['user-other', 'user-other-then-self'], VIOLATIONS.anyUser],
  'last-user-id-wins': ['violated', 8, ['user-other', 'user-other-then-self'], VIOLATIONS.lastUser],
  'ignore-signature': [
    'violated',
    8,
    ['signature-first-bit', 'signature-last-bit', 'caveat-removed', 'caveats-swapped'],
    VIOLATIONS.signature,
  ],
  'ignore-unsigned-caveats': ['enforced', 0, [], GROUNDS.allRejected(27)],
  'ignore-identifier': ['violated', 8, ['identifier-changed'], VIOLATIONS.tampering],
  'opaque-lookup': ['not-applicable', 9, CONTROLS, GROUNDS.nothingNarrowedAccepted],
  'time-unknown': ['enforced', 0, ['time-less-first', 'time-greater-past', 'time-less-last'], GROUNDS.allRejected(27)],
  'accept-anything': ['inconclusive', 9, ['random-token'], GROUNDS.unauthenticatedAccepted('random-token')],
  'accept-no-token': ['inconclusive', 9, ['no-token'], GROUNDS.unauthenticatedAccepted('no-token')],
  'server-error': ['inconclusive', 5, [], 'the server failed (5xx)'],
  'server-error-on-malformed': ['inconclusive', 5, [], GROUNDS.failsInsteadOfRejecting],
  'html-error': ['inconclusive', 5, [], 'the server failed (5xx)'],
  'html-refusal': ['inconclusive', 9, [], 'the answer is not a JSON object'],
  'forbidden-refusal': ['inconclusive', 9, [], 'neither an acceptance nor a rejection'],
  'rate-limited': ['inconclusive', 5, [], GROUNDS.gaveUp],
  slow: ['inconclusive', 5, [], GROUNDS.gaveUp],
  'keep-old-tokens': ['enforced', 0, [], GROUNDS.allRejected(27)],
  'die-half-way': ['inconclusive', 9, ['time-less-last', 'user-self-last', 'baseline-last'], GROUNDS.baselineLost],
  'old-refresh-only': ['enforced', 0, [], GROUNDS.allRejected(27)],
  'no-refresh': ['enforced', 0, [], GROUNDS.allRejected(27)],
};

describe('the reference homeserver with the fault', () => {
  test.each(Object.entries(FAULTS))(
    '%s',
    async (name, [verdict, exit, failed, cause]) => {
      const { json, exit: exitCode } = await checkWith(...FAULT_NAMES.filter((fault) => fault === name));
      expect({ verdict: json.verdict, exit: exitCode, failed: probesWith(json, 'fail') }).toEqual({
        verdict,
        exit,
        failed,
      });
      expect(json.reason).toContain(cause);
    },
    LONG_TESTS_MS,
  );

  test('and there is no other fault', () => {
    expect([...Object.keys(FAULTS), OLD_API].sort()).toEqual([...FAULT_NAMES].sort());
  });

  test('and every probe that must be rejected catches one of them', () => {
    const caught = Object.values(FAULTS).flatMap(([, , failed]) => failed);
    const must = PROBES.filter(({ expectation, level }) => expectation === 'rejected' && level === 'must');
    expect(must.map(({ id }) => id).filter((id) => !caught.includes(id))).toEqual([]);
  });
});

describe('the reference homeserver without a fault', () => {
  test('enforces, passes every probe, and gets no request more than the report says', async () => {
    const start = performance.now();
    const report = await checkWith();
    expect(performance.now() - start).toBeLessThan(3000);
    expect(summaryOf(report)).toEqual({ verdict: 'enforced', exit: 0, failed: [], warnings: [] });
    expect(report.json.probes.map(({ outcome }) => outcome)).toEqual(report.json.probes.map(() => 'pass'));
    expect(report.json.requests).toBe(46);
    expect(report.received).toBe(46);
  });

  test('enforces for a guest, whose macaroon is as good', async () => {
    const server = await startServer({ now: Date.now });
    const { access } = await server.guest();
    expect(summaryOf(await runCheckAt(server.url, access))).toMatchObject({ verdict: 'enforced', exit: 0 });
  });

  test.each([
    ['ahead', 2 * 3_600_000],
    ['behind', -2 * 3_600_000],
  ])('enforces also where its clock is hours %s of ours', async (_name, difference) => {
    const server = await startServer({ now: Date.now });
    const { access } = await server.register('alice');
    const { json } = await runCheckAt(server.url, access, { now: () => Date.now() - difference });
    expect(json.verdict).toBe('enforced');
    expect(json.warnings).toEqual([expect.stringMatching(/^The server's clock is 7[12]\d\d s (ahead of|behind) /)]);
  });
});
