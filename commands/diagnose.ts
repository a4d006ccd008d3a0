import { Flags } from '@oclif/core';
import { answerDiagnose } from '../src/cli/answer-diagnose.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import { KEY_FLAGS, keyRequest } from '../src/cli/key-flags.js';
import type { Outcome } from '../src/cli/outcome.js';
import { CONNECTION_FLAGS, SERVER_FLAG } from '../src/cli/server-flags.js';

export default class Diagnose extends MatrixTokenCommand {
  static override readonly summary = 'Say why a server refuses a token: one answer, and the next command to type.';
  static override readonly description =
    'Looks at the token, at what its caveats say by the clock of the server, at what the key says, asks the server whose\n' +
    'it is, and says what all that means. Only reads. Without a server it asks none; without a key it skips that step.\n' +
    "The token goes where whoami would send it: a profile's token to its own server, any other to --server or MATRIX_HOMESERVER.\n" +
    'Exits 0 when the token is good; 3 damaged or no token of Matrix, 4 the server refuses it, 5 no server judged it,\n' +
    '6 a caveat is not met or it is the token of another user than --user, 7 signature or key do not match,\n' +
    '8 the server accepts what it must refuse, 9 more is needed to tell, or it is no token for requests.';

  static override readonly examples = [
    '<%= config.bin %> diagnose - --server example.org < token.txt',
    '<%= config.bin %> diagnose --token-file token.txt --server example.org --homeserver-config /etc/matrix-synapse/homeserver.yaml',
    '<%= config.bin %> diagnose --profile alice',
  ];

  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    ...KEY_FLAGS,
    ...SERVER_FLAG,
    ...CONNECTION_FLAGS,
    offline: Flags.boolean({ description: 'ask no server', helpGroup: 'CONNECTION', exclusive: ['server'] }),
    as: Flags.string({ description: 'whose rules; by default those of the likeliest issuer', helpValue: 'DIALECT' }),
    user: Flags.string({ description: 'whom the token is expected to be for', helpValue: '@USER:SERVER' }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Diagnose);
    const { server, offline, as, user } = flags;
    const token = { argument: args.token, file: flags['token-file'], profile: flags.profile };
    return answerDiagnose({ token, keys: keyRequest(flags), server, offline, as, user, connection: flags }, io);
  }
}
