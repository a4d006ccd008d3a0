import { randomBytes } from 'node:crypto';
import { Flags } from '@oclif/core';
import { checkServer } from '../src/check/check-server.js';
import { CHECK_DIALECTS } from '../src/check/dialect.js';
import { emitProbe, findProbe } from '../src/check/emit.js';
import { drawRandom } from '../src/check/random.js';
import { reportFilesOf } from '../src/cli/check-reports.js';
import { readCheckedToken, readSubject } from '../src/cli/check-subject.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { countRequests } from '../src/cli/count-requests.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import { modeOf } from '../src/cli/mode.js';
import type { Outcome } from '../src/cli/outcome.js';
import { createProgress } from '../src/cli/progress.js';
import { prepareFiles, writeFiles } from '../src/cli/report-files.js';
import { CONNECTION_FLAGS, SERVER_ARGUMENT, sendWith } from '../src/cli/server-flags.js';
import { endpointUrl } from '../src/homeserver/endpoint.js';
import { reportCheck, reportEmitted, reportProbeList } from '../src/report/check.js';
import { CHECK_TEXT } from '../src/wording/check.js';

export default class Check extends MatrixTokenCommand {
  static override readonly summary = 'Prove whether a homeserver rejects tokens that it must reject.';
  static override readonly description =
    'Narrows and alters a token in many ways and asks the homeserver whose it is, with controls first and last.\n' +
    'The verdict is enforced (0), violated (8), not-applicable (9) or inconclusive (9, or 5 for a passing cause).\n' +
    'Only reads. Sends some 30 bad tokens: see --list, and tell whoever runs the server.';

  static override readonly examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check example.org --guest',
    '<%= config.bin %> check example.org --token-file guest.token --junit report.xml',
    '<%= config.bin %> check --emit unknown-key | curl -H @- https://example.org/_matrix/client/v3/account/whoami',
  ];

  static override readonly args = { server: SERVER_ARGUMENT, token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    guest: Flags.boolean({
      description: 'register a guest for this check, which stays on the server',
      helpGroup: 'TOKEN',
      exclusive: ['token-file', 'profile'],
    }),
    as: Flags.string({
      description: 'what to expect where dialects differ; by default as the token looks',
      options: [...CHECK_DIALECTS],
    }),
    list: Flags.boolean({ description: 'list what would be sent, and send nothing' }),
    emit: Flags.string({
      description: "print one probe's Authorization header, and send nothing",
      helpValue: 'PROBE',
      exclusive: ['list', 'guest', 'junit', 'markdown'],
    }),
    junit: Flags.string({ description: 'write the report as JUnit XML, too', helpGroup: 'OUTPUT', helpValue: 'FILE' }),
    markdown: Flags.string({
      description: 'write the report as Markdown, too',
      helpGroup: 'OUTPUT',
      helpValue: 'FILE',
    }),
    ...CONNECTION_FLAGS,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Check);
    const dialect = CHECK_DIALECTS.find((name) => name === flags.as);
    const given = { ...flags, ...args };
    const random = drawRandom(randomBytes);
    if (flags.list) return reportProbeList(dialect ?? 'draft');
    if (flags.emit !== undefined) {
      const probe = findProbe(flags.emit);
      return reportEmitted(emitProbe(probe, { ...(await readCheckedToken(given, io)), now: io.now(), random }));
    }
    const files = reportFilesOf(flags);
    await prepareFiles(files);
    const { fetch, count: countRequestsSent } = countRequests();
    const { send } = sendWith(flags, io, fetch);
    const { homeserver, ...subject } = await readSubject(given, io, send);
    const progress = createProgress(io, { quiet: flags.quiet || modeOf(this.argv).kind !== 'text' });
    const report = await checkServer(
      { ...subject, server: homeserver.baseUrl, whoami: endpointUrl(homeserver, '/account/whoami'), dialect },
      {
        send,
        now: io.now,
        random,
        countRequests: countRequestsSent,
        onProgress: ({ done, total, id }) => progress.show(CHECK_TEXT.progress(done, total, id)),
      },
    ).finally(() => progress.clear());
    await writeFiles(files, report.json);
    return reportCheck(report);
  }
}
