import { MatrixTokenCommand } from '../../src/cli/command.js';
import { PROFILE_ARGUMENT } from '../../src/cli/flags.js';
import type { Io } from '../../src/cli/io.js';
import type { Outcome } from '../../src/cli/outcome.js';
import { reportUse } from '../../src/report/profiles.js';
import { openSessionStore, useProfile } from '../../src/session/session-store.js';

export default class ProfileUse extends MatrixTokenCommand {
  static override readonly summary = 'Make a stored session the current one.';
  static override readonly examples = ['<%= config.bin %> profile use alice@example.org'];
  static override readonly args = { name: PROFILE_ARGUMENT };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args } = await this.parse(ProfileUse);
    return reportUse(await useProfile(openSessionStore(io.env), args.name));
  }
}
