import { Flags } from '@oclif/core';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { readDuration } from '../src/cli/duration.js';
import { PROFILE_FLAG } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, sendWith } from '../src/cli/server-flags.js';
import { reportToken } from '../src/report/stored-session.js';
import { refreshIfNeeded } from '../src/session/refresh-session.js';
import { openSessionStore, requireSession } from '../src/session/session-store.js';

export default class Token extends MatrixTokenCommand {
  static override readonly summary = 'Print the access token of a stored session.';
  static override readonly description =
    'Prints the bare token and a line end: the one command that shows a stored token. With --min-ttl it is refreshed first if less time is left, by one process at a time.';

  static override readonly examples = [
    '<%= config.bin %> token | <%= config.bin %> attenuate - --expires-in 1h',
    '<%= config.bin %> token --min-ttl 2m --profile alice@example.org',
  ];

  static override readonly flags = {
    'min-ttl': Flags.string({ description: 'refresh the token if it ends sooner', helpValue: 'DURATION' }),
    ...PROFILE_FLAG,
    ...CONNECTION_FLAGS,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { flags } = await this.parse(Token);
    const { profile, 'min-ttl': minTtl } = flags;
    const store = openSessionStore(io.env);
    if (minTtl === undefined) {
      const session = await requireSession(store, profile);
      return reportToken({ session, path: undefined }, undefined, io.now());
    }
    const minTtlMs = readDuration(minTtl, '--min-ttl');
    const { send, timeoutMs } = sendWith(flags, io);
    const options = { send, now: io.now, lockTimeoutMs: timeoutMs };
    return reportToken(await refreshIfNeeded(store, profile, minTtlMs, options), minTtlMs, io.now());
  }
}
