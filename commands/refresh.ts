import { MatrixTokenCommand } from '../src/cli/command.js';
import { PROFILE_FLAG } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, sendWith } from '../src/cli/server-flags.js';
import { reportRefresh } from '../src/report/stored-session.js';
import { refreshSession } from '../src/session/refresh-session.js';
import { openSessionStore } from '../src/session/session-store.js';

export default class Refresh extends MatrixTokenCommand {
  static override readonly summary = 'Exchange the refresh token of a stored session for a new pair of tokens.';
  static override readonly description =
    'Uses /v3/refresh, and where the homeserver does not know that, the /tokenrefresh of 2015. Stores the new pair before it says so.';

  static override readonly examples = [
    '<%= config.bin %> refresh',
    '<%= config.bin %> refresh --profile alice@example.org',
  ];

  static override readonly flags = { ...PROFILE_FLAG, ...CONNECTION_FLAGS };

  protected override async answer(io: Io): Promise<Outcome> {
    const { flags } = await this.parse(Refresh);
    const store = openSessionStore(io.env);
    const { send, timeoutMs } = sendWith(flags, io);
    const result = await refreshSession(store, flags.profile, { send, now: io.now, lockTimeoutMs: timeoutMs });
    return reportRefresh(result, store.secrets.place, io.now());
  }
}
