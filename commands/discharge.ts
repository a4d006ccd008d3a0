import { Flags } from '@oclif/core';
import { answerDischarge } from '../src/cli/answer-discharge.js';
import { CAVEAT_FLAGS } from '../src/cli/attenuate-flags.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import { OUTPUT_FLAG, WIRE_FORMATS } from '../src/cli/form-flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Discharge extends MatrixTokenCommand {
  static override readonly summary =
    'Confirm a third-party caveat with its key: make the macaroon that discharges it. Offline.';
  static override readonly description =
    'Prints the bare discharge and a line end on stdout, nothing else. What to discharge is read off the token that has\n' +
    'the caveat, or said with --caveat-id. The discharge is of no use until it is bound to that token: see bind.';
  static override readonly examples = [
    '<%= config.bin %> discharge --token-file narrow.txt --caveat-key-file auth.key --expires-in 5m -o discharge.txt',
    '<%= config.bin %> discharge --caveat-id 4711 --location https://auth.example.org --caveat-key-file auth.key',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    'caveat-key-file': Flags.string({
      description: "the key that the caveat was made with; '-' is standard input",
      helpGroup: 'THIRD PARTY',
      helpValue: 'FILE',
    }),
    index: Flags.string({ description: 'which caveat of the token', helpGroup: 'THIRD PARTY', helpValue: 'N' }),
    'caveat-id': Flags.string({
      description: "the caveat's identifier, in place of a token",
      helpGroup: 'THIRD PARTY',
      helpValue: 'TEXT',
    }),
    location: Flags.string({ description: 'the third party, with --caveat-id', helpGroup: 'THIRD PARTY' }),
    format: Flags.option({ description: 'the wire format, with --caveat-id', options: WIRE_FORMATS })(),
    ...CAVEAT_FLAGS,
    output: OUTPUT_FLAG,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Discharge);
    const token = { argument: args.token, file: flags['token-file'], profile: flags.profile };
    return answerDischarge(flags, token, io);
  }
}
