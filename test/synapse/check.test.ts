import { expect, test } from '@jest/globals';
import { PROBES } from '../../src/check/probes.js';
import { CHECK_NOTES, GROUNDS } from '../../src/wording/check.js';
import { runCheckAt, summaryOf } from '../check/run-check.js';
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
    warnings: [CHECK_NOTES.timeGreaterUnknown, CHECK_NOTES.unsignedAccepted],
  });
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

test('within 3 s, with one request for each probe, and no more than it says', async () => {
  const { access } = await synapse().guest();
  const before = countRequests(synapse().log());
  const start = performance.now();
  const { json } = await runCheckAt(synapse().url, access);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(json.requests).toBe(PROBES.length);
  expect(countRequests(synapse().log()) - before).toBe(json.requests);
});

/** Synapse logs every request that it has processed. */
function countRequests(log: string): number {
  return log.split('\n').filter((line) => line.includes('Processed request:')).length;
}
