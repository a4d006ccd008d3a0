import { Flags } from '@oclif/core';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { PROFILE_FLAG } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, sendWith } from '../src/cli/server-flags.js';
import { reportLogout } from '../src/report/stored-session.js';
import { logOut } from '../src/session/log-out.js';
import { openSessionStore } from '../src/session/session-store.js';

export default class Logout extends MatrixTokenCommand {
  static override readonly summary = 'End a stored session on its homeserver, and forget it.';
  static override readonly description =
    'Where the homeserver does not answer, nothing is forgotten, since the token would stay valid; matrix-token profile remove forgets it all the same.';

  static override readonly examples = [
    '<%= config.bin %> logout',
    '<%= config.bin %> logout --profile alice@example.org --all',
  ];

  static override readonly flags = {
    all: Flags.boolean({ description: 'end every session of this user, on every device' }),
    ...PROFILE_FLAG,
    ...CONNECTION_FLAGS,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { flags } = await this.parse(Logout);
    const options = { everywhere: flags.all, send: sendWith(flags, io).send };
    const { profile, effect } = await logOut(openSessionStore(io.env), flags.profile, options);
    return reportLogout(profile, effect);
  }
}
