import { MatrixTokenCommand } from '../../src/cli/command.js';
import type { Io } from '../../src/cli/io.js';
import type { Outcome } from '../../src/cli/outcome.js';
import { reportProfiles } from '../../src/report/profiles.js';
import { readProfiles } from '../../src/session/profile-file.js';
import { openSessionStore } from '../../src/session/session-store.js';

export default class ProfileList extends MatrixTokenCommand {
  static override readonly summary = 'List the stored sessions, without their tokens.';
  static override readonly examples = ['<%= config.bin %> profile list'];

  protected override async answer(io: Io): Promise<Outcome> {
    await this.parse(ProfileList);
    const { directory, secrets } = openSessionStore(io.env);
    return reportProfiles(await readProfiles(directory), secrets.place, io.now());
  }
}
