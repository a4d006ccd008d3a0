import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { CheckedServer } from '../../scripts/servers/subjects.js';
import { writeServers } from '../../scripts/servers/write.js';
import { CURRENT_RELEASE, OLD_RELEASES } from '../../scripts/synapse/releases.js';
import { findKnownCauses } from '../../src/check/known-causes.js';
import { PROBES } from '../../src/check/probes.js';
import { type CheckJson, causeToJson, type ProbeJson } from '../../src/check/report-json.js';
import { FAULT_NAMES } from '../../src/reference/faults/index.js';
import { PROBE_WORDINGS } from '../../src/wording/check-probes.js';

const page = readFileSync(new URL('../../../docs/servers.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('|'));

describe('docs/servers.md, which npm run docs:servers writes, is of today', () => {
  test.each([CURRENT_RELEASE, ...OLD_RELEASES])('Synapse $version', ({ version }) => {
    expect(rows.filter((row) => row.includes(`| Synapse ${version} |`))).toHaveLength(2);
  });

  test('every probe has a row', () => {
    const ids = Object.keys(PROBE_WORDINGS);
    expect(ids.map((id) => rows.filter((row) => row.startsWith(`| \`${id}\` |`)).length)).toEqual(ids.map(() => 1));
  });

  test('every fault has a row', () => {
    expect(FAULT_NAMES.map((name) => rows.filter((row) => row.startsWith(`| \`${name}\` |`)).length)).toEqual(
      FAULT_NAMES.map(() => 1),
    );
  });

  test('nothing in it differs from run to run', () => {
    expect(page).not.toMatch(/127\.0\.0\.1|localhost:|\d{2}:\d{2}|x_[0-9a-f]/);
  });
});

/** A report in which all probes were answered as they must be, but for these. */
function reportWith(
  verdict: CheckJson['verdict'],
  reason: string,
  changes: Readonly<Record<string, Partial<ProbeJson>>> = {},
): CheckJson {
  const probes = PROBES.map(({ id, row, expectation, level }): ProbeJson => {
    const observed = expectation === 'accepted' ? 'accepted' : 'rejected';
    const probe = { id, row, expectation, level, request: null, answer: null, source: '', reason: '' };
    return { ...probe, outcome: 'pass', observed, ...changes[id] };
  });
  const server = 'http://127.0.0.1:1234';
  return {
    schema: 'matrix-token.check/1',
    server,
    dialect: 'draft',
    verdict,
    reason,
    probes,
    causes: findKnownCauses(probes).map(causeToJson),
    requests: 46,
    leftBehind: [],
    warnings: [],
  };
}

describe('the page', () => {
  const correct: CheckedServer = {
    server: 'matrix-token serve',
    token: 'own',
    report: reportWith('enforced', 'All is well.'),
  };
  const wrong = reportWith('violated', 'It accepts a | b.', {
    'gen-two': { observed: 'accepted', outcome: 'fail' },
    'user-other': { observed: 'accepted-as-another', outcome: 'fail' },
    'baseline-last': { observed: null, outcome: 'skipped' },
    'time-less-last': { observed: 'inconclusive', outcome: 'inconclusive' },
  });
  const servers: readonly CheckedServer[] = [
    correct,
    { server: 'Other 1.0', token: 'own', report: correct.report },
    { server: 'Other 0.9', token: 'own', report: wrong },
  ];
  const written = writeServers(servers, [{ fault: 'ignore-generation', breaks: 'Accepts a | b.', report: wrong }]);

  test('says the same of two servers once', () => {
    expect(written).toContain('**1, 2**: All is well.\n\n**3**: It accepts a | b.\n');
  });

  test('marks what is not as it must be', () => {
    const row = (id: string) => written.split('\n').find((line) => line.startsWith(`| \`${id}\``));
    expect(['gen-two', 'user-other', 'baseline-last', 'time-less-last'].map(row)).toEqual([
      '| `gen-two` | not met: gen = 2 | rejected | rejected | rejected | **accepted** |',
      '| `user-other` | not met: user_id = @other | rejected | rejected | rejected | **accepted as another user** |',
      '| `baseline-last` | the token itself, last | accepted | accepted | accepted | – |',
      '| `time-less-last` | control, last: time &lt; now + 1 h | accepted | accepted | accepted | *unclear* |',
    ]);
  });

  test('says of a fault only what differs', () => {
    expect(written).toContain(
      '| `ignore-generation` | Accepts a \\| b. | violated | **accepted**: `gen-two`; **accepted as another user**: `user-other`; *unclear*: `time-less-last`; not sent: `baseline-last` |',
    );
  });
});
