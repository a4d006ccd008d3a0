import { MatrixTokenCommand } from '../../src/cli/command.js';
import { PROFILE_ARGUMENT } from '../../src/cli/flags.js';
import type { Io } from '../../src/cli/io.js';
import type { Outcome } from '../../src/cli/outcome.js';
import { reportRemoval } from '../../src/report/profiles.js';
import { openSessionStore, removeSession } from '../../src/session/session-store.js';

export default class ProfileRemove extends MatrixTokenCommand {
  static override readonly summary = 'Forget a stored session without ending it on its homeserver.';
  static override readonly description = 'To end it as well, use matrix-token logout instead.';
  static override readonly examples = ['<%= config.bin %> profile remove alice@example.org'];
  static override readonly args = { name: PROFILE_ARGUMENT };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args } = await this.parse(ProfileRemove);
    const { profile, wasCurrent } = await removeSession(openSessionStore(io.env), args.name);
    return reportRemoval(profile, wasCurrent);
  }
}
