import { expect, test } from '@jest/globals';
import { OWN_SESSION_RULES } from '../../src/check/own-session-rules.js';
import { PROBES } from '../../src/check/probes.js';
import type { CheckJson } from '../../src/check/report-json.js';
import { CHECK_NOTES, GROUNDS } from '../../src/wording/check.js';
import { runCheckAt, summaryOf } from '../check/run-check.js';
import { runCli } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { useSynapse } from '../support/synapse.js';

const synapse = useSynapse();

/** What Synapse does where neither answer is wrong. */
const INFORMATION = {
  'time-greater-past': 'rejected',
  'query-narrowed': 'accepted',
  'header-and-query': 'rejected',
  'bearer-lower-case': 'rejected',
  'value-leading-space': 'accepted',
  'value-underscores': 'accepted',
  'location-changed': 'accepted',
  'caveat-unsigned': 'accepted',
  'base64-padded': 'accepted',
  'other-format': 'rejected',
};

test('a guest token: enforced, every probe answered clearly and explained', async () => {
  const { access } = await synapse().guest();
  const report = await runCheckAt(synapse().url, access);
  expect(summaryOf(report)).toEqual({
    verdict: 'enforced',
    exit: 0,
    failed: [],
    warnings: [CHECK_NOTES.timeGreaterUnknown],
  });
  expect(report.json.causes.map(({ id }) => id)).toEqual(['unsigned-unnoticed', 'python-int']);
  const { dialect, probes } = report.json;
  expect(dialect).toBe('synapse');
  expect(probes.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(probes.filter(({ reason, source }) => reason === '' || source === '')).toEqual([]);
  const information = probes.filter(({ expectation }) => expectation === 'information');
  expect(Object.fromEntries(information.map(({ id, observed }) => [id, observed]))).toEqual(INFORMATION);
});

test('by the draft, as asked: time > is a failure, and no violation', async () => {
  const { access } = await synapse().guest();
  const report = await runCheckAt(synapse().url, access, { dialect: 'draft' });
  expect(summaryOf(report)).toMatchObject({ verdict: 'enforced', exit: 0, failed: ['time-greater-past'] });
});

test('a regular token: not applicable', async () => {
  const { access } = await synapse().register('alice');
  expect(access).toMatch(/^syt_/);
  const report = await runCheckAt(synapse().url, access);
  expect(summaryOf(report)).toEqual({ verdict: 'not-applicable', exit: 9, failed: [], warnings: [] });
  expect(report.json.reason).toBe(GROUNDS.noMacaroon);
});

test('the token of a guest whom somebody made a regular user: inconclusive', async () => {
  const { access, userId } = await synapse().guest();
  const username = userId.slice(1, userId.indexOf(':'));
  const body = { username, password: 'secret', guest_access_token: access, auth: { type: 'm.login.dummy' } };
  expect((await synapse().post('/_matrix/client/v3/register', body)).status).toBe(200);
  const report = await runCheckAt(synapse().url, access);
  expect(summaryOf(report)).toMatchObject({ verdict: 'inconclusive', exit: 9 });
});

test('check --guest, as it is typed: enforced, within 3 s, and with no more requests than it says', async () => {
  const before = countRequests(synapse().log());
  const start = performance.now();
  const { exit, stdout } = await runCli(['check', synapse().url, '--guest', '--json']);
  expect(performance.now() - start).toBeLessThan(3000);
  const report = JSON.parse(stdout);
  schemaOf('check')(report);
  expect({ exit, verdict: report.verdict }).toEqual({ exit: 0, verdict: 'enforced' });
  // discovery, the registration, and the probes
  expect(report.requests).toBe(2 + PROBES.length);
  expect(countRequests(synapse().log()) - before).toBe(report.requests);
});

test('check --register: every rule of refresh and logout is kept', async () => {
  const { exit, stdout } = await runCli(['check', synapse().url, '--register', '--json']);
  const report: CheckJson = JSON.parse(stdout);
  expect({ exit, verdict: report.verdict }).toEqual({ exit: 9, verdict: 'not-applicable' });
  const rules = OWN_SESSION_RULES.map(({ id }) => id);
  const own = report.probes.filter(({ id }) => rules.includes(id)).map(({ id, outcome }) => [id, outcome]);
  expect(own).toEqual(rules.map((id) => [id, id === 'logout-narrowed' ? 'skipped' : 'pass']));
});

/** Synapse logs every request that it has processed. */
function countRequests(log: string): number {
  return log.split('\n').filter((line) => line.includes('Processed request:')).length;
}
