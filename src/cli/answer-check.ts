import { randomBytes } from 'node:crypto';
import { type CheckReport, checkServer } from '../check/check-server.js';
import { CHECK_DIALECTS } from '../check/dialect.js';
import { emitProbe, findProbe } from '../check/emit.js';
import type { RandomMaterial } from '../check/probe.js';
import { drawRandom } from '../check/random.js';
import type { CheckJson } from '../check/report-json.js';
import { renderJunit } from '../check/report-junit.js';
import { renderMarkdown } from '../check/report-markdown.js';
import { reportCheck, reportEmitted, reportProbeList } from '../report/check.js';
import { CHECK_TEXT } from '../wording/check.js';
import { type CheckFlags, readCheckedToken, readSubject } from './check-subject.js';
import { countRequests } from './count-requests.js';
import type { Io } from './io.js';
import type { Outcome } from './outcome.js';
import { createProgress } from './progress.js';
import { prepareFiles, type ReportFile, writeFiles } from './report-files.js';
import { type ConnectionFlags, sendWith } from './server-flags.js';

/** The arguments and flags of `check` as they are typed. */
export interface CheckInput extends CheckFlags, ConnectionFlags {
  readonly as?: string | undefined;
  readonly list: boolean;
  readonly emit?: string | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
}

/** Answers `check`: lists the probes, prints one, or checks a server and writes the reports that were asked for. */
export async function answerCheck(
  input: CheckInput,
  { showProgress }: { readonly showProgress: boolean },
  io: Io,
): Promise<Outcome> {
  const dialect = CHECK_DIALECTS.find((name) => name === input.as);
  const random = drawRandom(randomBytes);
  if (input.list) return reportProbeList(dialect ?? 'draft', { ownSession: input.register === true });
  if (input.emit !== undefined) {
    const probe = findProbe(input.emit);
    return reportEmitted(emitProbe(probe, { ...(await readCheckedToken(input, io)), now: io.now(), random }));
  }
  const files = reportFilesOf(input);
  await prepareFiles(files);
  const report = await check({ ...input, dialect }, random, showProgress, io);
  await writeFiles(files, report.json);
  return reportCheck(report);
}

async function check(
  input: CheckInput & { readonly dialect: (typeof CHECK_DIALECTS)[number] | undefined },
  random: RandomMaterial,
  showProgress: boolean,
  io: Io,
): Promise<CheckReport> {
  const requests = countRequests();
  const { send } = sendWith(input, io, requests.fetch);
  const subject = await readSubject(input, io, send, random);
  const progress = createProgress(io, { quiet: !showProgress });
  const edge = {
    send,
    now: io.now,
    random,
    countRequests: requests.count,
    onProgress: ({ done, total, id }: { readonly done: number; readonly total: number; readonly id: string }) =>
      progress.show(CHECK_TEXT.progress(done, total, id)),
  };
  return checkServer({ ...subject, dialect: input.dialect }, edge).finally(() => progress.clear());
}

function reportFilesOf({ junit, markdown }: CheckInput): readonly ReportFile<CheckJson>[] {
  return [
    ...(junit === undefined ? [] : [{ path: junit, render: renderJunit }]),
    ...(markdown === undefined ? [] : [{ path: markdown, render: renderMarkdown }]),
  ];
}
