import { JUNIT_TEXT, VERDICTS } from '../wording/check.js';
import { PROBE_WORDINGS } from '../wording/check-probes.js';
import type { AnswerNote } from './note.js';
import type { CheckJson, ProbeJson } from './report-json.js';
import type { Verdict } from './verdict.js';

type Result =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failure' | 'error' | 'skipped'; readonly message: string };

interface Case {
  readonly group: string;
  readonly name: string;
  readonly result: Result;
  readonly output: string;
}

/**
 * The report of a check as JUnit XML: one test case per probe, and one for the verdict, which passes only where it is
 * `enforced`. A probe that proved nothing is an error, never a pass; one for information passes whatever the answer.
 */
export function renderJunit(report: CheckJson): string {
  const cases = [...report.probes.map(caseOf), verdictCase(report)];
  const count = (kind: Result['kind']) => cases.filter(({ result }) => result.kind === kind).length;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite name="${escapeXml(JUNIT_TEXT.suite(report.server))}" ${totals}>`,
    ...cases.map(renderCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(probe: ProbeJson): Case {
  const { id, row, expectation } = probe;
  const { title } = PROBE_WORDINGS[id];
  return {
    group: row,
    name: `${id}: ${title}`,
    result: resultOf(probe),
    output: JUNIT_TEXT.output(expectation, describeAnswer(probe.answer), probe.reason, probe.source),
  };
}

function resultOf({ outcome, reason }: ProbeJson): Result {
  switch (outcome) {
    case 'pass':
      return { kind: 'passed' };
    case 'fail':
      return { kind: 'failure', message: reason };
    case 'inconclusive':
      return { kind: 'error', message: reason };
    case 'skipped':
      return { kind: 'skipped', message: reason };
  }
}

const VERDICT_RESULT: Readonly<Record<Verdict, Result['kind']>> = {
  enforced: 'passed',
  violated: 'failure',
  'not-applicable': 'skipped',
  inconclusive: 'error',
};

function verdictCase({ verdict, reason }: CheckJson): Case {
  const kind = VERDICT_RESULT[verdict];
  const result: Result = kind === 'passed' ? { kind } : { kind, message: reason };
  return { group: JUNIT_TEXT.verdict, name: VERDICTS[verdict], result, output: reason };
}

function renderCase({ group, name, result, output }: Case): string {
  const children = [
    ...(result.kind === 'passed' ? [] : [`<${result.kind} message="${escapeXml(result.message)}"/>`]),
    `<system-out>${escapeXml(output)}</system-out>`,
  ];
  return `    <testcase classname="${escapeXml(group)}" name="${escapeXml(name)}">${children.join('')}</testcase>`;
}

function describeAnswer(answer: AnswerNote | null): string {
  return answer === null
    ? JUNIT_TEXT.noAnswer
    : [answer.status, answer.errcode, answer.error].filter(Boolean).join(' ');
}

/** XML's own characters, in text and in attributes. Control characters cannot occur: everything shown is escaped already. */
function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
