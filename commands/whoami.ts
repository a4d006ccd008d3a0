import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, SERVER_FLAG, sendWith } from '../src/cli/server-flags.js';
import { readTokenAndServer } from '../src/cli/token-and-server.js';
import { reportWhoami } from '../src/report/whoami.js';
import { askWhoami } from '../src/session/ask-whoami.js';

export default class Whoami extends MatrixTokenCommand {
  static override readonly summary = 'Ask a homeserver whose token this is.';
  static override readonly description =
    "A profile's token goes to that profile's homeserver only; any other token to --server, else to MATRIX_HOMESERVER. Only reads.";

  static override readonly examples = [
    '<%= config.bin %> whoami',
    '<%= config.bin %> whoami --token-file narrowed.token --server example.org',
  ];

  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = { ...TOKEN_FLAGS, ...SERVER_FLAG, ...CONNECTION_FLAGS };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Whoami);
    const { send } = sendWith(flags, io);
    const { 'token-file': file, profile, server } = flags;
    const asked = await readTokenAndServer({ argument: args.token, file, profile, server }, io, send);
    return reportWhoami(await askWhoami(asked.homeserver, asked.token, send), asked);
  }
}
