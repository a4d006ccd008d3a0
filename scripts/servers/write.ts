import { OWN_SESSION_RULES } from '../../src/check/own-session-rules.js';
import { PROBES } from '../../src/check/probes.js';
import type { CheckJson, ProbeJson } from '../../src/check/report-json.js';
import { VERDICTS } from '../../src/wording/check.js';
import { PROBE_WORDINGS, type ProbeId } from '../../src/wording/check-probes.js';
import type { CheckedFault, CheckedServer } from './subjects.js';

const INTRODUCTION = `# What servers make of narrowed tokens

Written by \`npm run docs:servers\` from real runs against servers on this machine; do not edit. To check yours:
\`matrix-token check SERVER --guest\`. What the verdicts mean: \`matrix-token check --help\`.

Dendrite, the Conduit family and the Matrix Authentication Service were not run. By their source code they look tokens up by their
text, or hand out opaque ones, so that a check should find nothing to enforce there: *not applicable*.
`;

const PROBES_INTRODUCTION = `What each server did with each probe. **Bold**: not what it must be. *unclear*: an answer that proves nothing.
A dash: not sent, since nothing could be learned any more. The numbers are those of the table above; only
accounts have sessions to refresh and to end.
`;

const FAULTS_INTRODUCTION = `\`matrix-token serve --fault NAME\` is wrong on purpose, so that every verdict can be seen. What is not named here is answered as
by the server without a fault.
`;

/** Every probe, those of an account's session last. */
const RULES = [...PROBES, ...OWN_SESSION_RULES];

/** Writes docs/servers.md: servers, verdicts, every probe. Pure; holds nothing that differs from run to run. */
export function writeServers(servers: readonly CheckedServer[], faults: readonly CheckedFault[]): string {
  const correct = servers.find(({ server }) => server === 'matrix-token serve');
  if (correct === undefined) throw new Error('the reference homeserver itself was not checked');
  return [
    INTRODUCTION,
    '## Verdicts\n',
    writeTable(['', 'server', 'token', 'verdict'], servers.map(summaryRow)),
    writeReasons(servers),
    '## Every probe\n',
    PROBES_INTRODUCTION,
    writeTable(
      ['probe', 'what is sent', 'must be', ...servers.map((_, index) => String(index + 1))],
      RULES.map(({ id, expectation }) => [
        `\`${id}\``,
        escapeCell(PROBE_WORDINGS[id].title),
        expectation === 'information' ? 'either' : expectation,
        ...servers.map(({ report }) => wordProbe(report, id)),
      ]),
    ),
    '## The reference homeserver, wrong on purpose\n',
    FAULTS_INTRODUCTION,
    writeTable(
      ['fault', 'what it does', 'verdict', 'what differs'],
      faults.map(({ fault, breaks, report }) => [
        `\`${fault}\``,
        escapeCell(breaks),
        VERDICTS[report.verdict],
        describeDifference(report, correct.report),
      ]),
    ),
  ].join('\n');
}

function summaryRow({ server, token, report }: CheckedServer, index: number): readonly string[] {
  return [String(index + 1), server, token, `**${VERDICTS[report.verdict]}**`];
}

/** On what each verdict rests, and what is known to cause it; servers of which the same is to be said, together. */
function writeReasons(servers: readonly CheckedServer[]): string {
  const groups = new Map<string, number[]>();
  for (const [index, { report }] of servers.entries()) {
    const reasons = describeReasons(report);
    groups.set(reasons, [...(groups.get(reasons) ?? []), index + 1]);
  }
  return [...groups].map(([reasons, numbers]) => `**${numbers.join(', ')}**: ${reasons}\n`).join('\n');
}

function describeReasons(report: CheckJson): string {
  const causes = report.causes.map(({ what, source }) => `${what} Source: ${source}.`);
  return [report.reason, ...[...report.warnings, ...causes].map((line) => `- ${line}`)].join('\n');
}

function wordProbe(report: CheckJson, id: ProbeId): string {
  const probe = report.probes.find((candidate) => candidate.id === id);
  const seen = wordObserved(probe);
  return probe?.outcome === 'fail' ? `**${seen}**` : seen;
}

function wordObserved(probe: ProbeJson | undefined): string {
  switch (probe?.observed) {
    case 'accepted':
    case 'rejected':
      return probe.observed;
    case 'accepted-as-another':
      return 'accepted as another user';
    case 'inconclusive':
      return '*unclear*';
    default:
      return '–';
  }
}

/** The probes that are answered otherwise than by the correct server, by what is answered. */
function describeDifference(report: CheckJson, correct: CheckJson): string {
  const differing = RULES.map(({ id }) => ({ id, answer: wordProbe(report, id) })).filter(
    ({ id, answer }) => answer !== wordProbe(correct, id),
  );
  const answers = [...new Set(differing.map(({ answer }) => answer))];
  const groups = answers.map((answer) => {
    const ids = differing.filter((probe) => probe.answer === answer).map(({ id }) => `\`${id}\``);
    return `${answer === '–' ? 'not sent' : answer}: ${ids.join(', ')}`;
  });
  return groups.length === 0 ? 'nothing that a check would see' : groups.join('; ');
}

function writeTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
