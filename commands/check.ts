import { Flags } from '@oclif/core';
import { CHECK_DIALECTS } from '../src/check/dialect.js';
import { answerCheck } from '../src/cli/answer-check.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import { modeOf } from '../src/cli/mode.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, SERVER_ARGUMENT } from '../src/cli/server-flags.js';

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
      exclusive: ['token-file', 'profile', 'register'],
    }),
    register: Flags.boolean({
      description: 'register an account for this check, which stays; also checks refresh and logout',
      helpGroup: 'TOKEN',
      exclusive: ['token-file', 'profile'],
    }),
    'registration-token-file': Flags.string({
      description: 'read the registration token from a file',
      helpGroup: 'TOKEN',
      helpValue: 'FILE',
      dependsOn: ['register'],
    }),
    as: Flags.string({
      description: 'what to expect where dialects differ; by default as the token looks',
      options: [...CHECK_DIALECTS],
    }),
    list: Flags.boolean({ description: 'list what would be sent, and send nothing' }),
    emit: Flags.string({
      description: "print one probe's Authorization header, and send nothing",
      helpValue: 'PROBE',
      exclusive: ['list', 'guest', 'register', 'junit', 'markdown'],
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
    const showProgress = !flags.quiet && modeOf(this.argv).kind === 'text';
    return answerCheck({ ...flags, ...args }, { showProgress }, io);
  }
}
