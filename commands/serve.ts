import { once } from 'node:events';
import { Flags } from '@oclif/core';
import { MatrixTokenCommand } from '../src/cli/command.js';
import type { Io } from '../src/cli/io.js';
import { modeOf } from '../src/cli/mode.js';
import type { Outcome } from '../src/cli/outcome.js';
import { presentReport } from '../src/cli/present.js';
import { readServeFlags } from '../src/cli/serve-flags.js';
import { FAULTS } from '../src/reference/faults/index.js';
import { reportFaults, reportListening } from '../src/report/serve.js';
import { EXIT } from '../src/wording/exit-codes.js';
import { SERVE } from '../src/wording/serve.js';

export default class Serve extends MatrixTokenCommand {
  static override readonly summary = 'Start the reference homeserver: small, correct, for tokens only.';
  static override readonly description =
    'Prints where it listens, then runs until it is stopped. With --fault it is wrong in one documented way each.';

  static override readonly examples = [
    '<%= config.bin %> serve',
    '<%= config.bin %> serve --port 8008 --access-token-lifetime 5m',
    '<%= config.bin %> serve --fault ignore-unknown-caveats',
  ];

  static override readonly flags = {
    port: Flags.string({ description: 'the port; by default a free one', helpValue: 'NUMBER' }),
    host: Flags.string({ description: 'the address to listen on; by default 127.0.0.1', helpValue: 'ADDRESS' }),
    'server-name': Flags.string({ description: 'what user IDs end in; by default localhost', helpValue: 'NAME' }),
    'access-token-lifetime': Flags.string({ description: 'by default access tokens do not expire', helpValue: '5m' }),
    'registration-token': Flags.string({ description: 'ask this of whoever registers', helpValue: 'TOKEN' }),
    fault: Flags.string({
      description: 'be wrong in this way; repeatable',
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'list-faults': Flags.boolean({ description: 'list the faults and what each one breaks' }),
    log: Flags.boolean({ description: 'write one line per request to stderr; never a token' }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { flags } = await this.parse(Serve);
    if (flags['list-faults']) return reportFaults(FAULTS);
    const options = readServeFlags(flags);
    const { startReference } = await import('../src/reference/start.js');
    const stopped = once(process, 'SIGTERM');
    const reference = await startReference({
      ...options,
      now: io.now,
      ...(flags.log && { log: (entry) => io.stderr.write(`${SERVE.logLine(entry)}\n`) }),
    });
    await presentReport(reportListening(reference, options.faults ?? []), modeOf(this.argv), io, flags.quiet);
    await stopped;
    await reference.close();
    return { kind: 'streamed', exit: EXIT.ok };
  }
}
