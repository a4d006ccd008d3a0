import { LIST_TEXT, MARKDOWN_TEXT, OUTCOMES, VERDICTS } from '../wording/check.js';
import { PROBE_WORDINGS } from '../wording/check-probes.js';
import type { AnswerNote } from './note.js';
import type { CheckJson, ProbeJson } from './report-json.js';

/** The report of a check as a Markdown document: the verdict first, then every probe with its answer, meaning and source. */
export function renderMarkdown(report: CheckJson): string {
  const { verdict, reason, server, dialect, requests, probes } = report;
  const sources = [...new Set(probes.map(({ source }) => source))];
  const rows = probes.map((probe) => rowOf(cellsOf(probe, sources)));
  const blocks = [
    [MARKDOWN_TEXT.title(escapeMarkdown(server))],
    [MARKDOWN_TEXT.verdict(VERDICTS[verdict], escapeMarkdown(reason))],
    [MARKDOWN_TEXT.sent(requests, dialect)],
    notesOf(report).map((note) => `- ${escapeMarkdown(note)}`),
    [rowOf(MARKDOWN_TEXT.columns), rowOf(MARKDOWN_TEXT.columns.map(() => '---')), ...rows],
    [MARKDOWN_TEXT.sources],
    sources.map((source, at) => `${at + 1}. ${escapeMarkdown(source)}`),
    [MARKDOWN_TEXT.repeat],
  ];
  const filled = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${filled.join('\n\n')}\n`;
}

function notesOf({ causes, leftBehind, warnings }: CheckJson): readonly string[] {
  const known = causes.map(({ what, fix }) => `${what} ${fix}`);
  return [...leftBehind.map((what) => MARKDOWN_TEXT.leftBehind(what)), ...known, ...warnings];
}

function cellsOf(probe: ProbeJson, sources: readonly string[]): readonly string[] {
  const { id, expectation, outcome, answer, reason, source } = probe;
  const result = outcome === 'pass' && expectation === 'information' ? 'information' : outcome;
  return [
    OUTCOMES[result],
    `\`${id}\``,
    escapeMarkdown(PROBE_WORDINGS[id].title),
    LIST_TEXT.expectations[expectation],
    escapeMarkdown(describeAnswer(answer)),
    escapeMarkdown(reason),
    String(sources.indexOf(source) + 1),
  ];
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function describeAnswer(answer: AnswerNote | null): string {
  return answer === null ? '' : [answer.status, answer.errcode, answer.error].filter(Boolean).join(' ');
}

/** What Markdown or HTML would take for markup, in text that a server may have chosen. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#!~&@]/g, (character) => `\\${character}`);
}
