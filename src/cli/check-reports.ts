import type { CheckJson } from '../check/report-json.js';
import { renderJunit } from '../check/report-junit.js';
import { renderMarkdown } from '../check/report-markdown.js';
import type { ReportFile } from './report-files.js';

/** The report files that the flags of `check` ask for. */
export function reportFilesOf(flags: {
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
}): readonly ReportFile<CheckJson>[] {
  const { junit, markdown } = flags;
  return [
    ...(junit === undefined ? [] : [{ path: junit, render: renderJunit }]),
    ...(markdown === undefined ? [] : [{ path: markdown, render: renderMarkdown }]),
  ];
}
