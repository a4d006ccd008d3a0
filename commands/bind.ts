import { Flags } from '@oclif/core';
import { answerBind } from '../src/cli/answer-discharge.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import { OUTPUT_FLAG } from '../src/cli/form-flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Bind extends MatrixTokenCommand {
  static override readonly summary =
    'Bind a discharge to the token it is sent with, so that it is good for no other. Offline, without any key.';
  static override readonly description =
    'Prints the bare bound discharge and a line end on stdout, nothing else. Narrow the token first: the discharge is bound\n' +
    'to it as it is. All discharges of one request, those of discharges too, are bound to its first token.';
  static override readonly examples = [
    '<%= config.bin %> bind --token-file narrow.txt --discharge discharge.txt -o bound.txt',
    '<%= config.bin %> bind --profile guest --discharge - < discharge.txt',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    discharge: Flags.string({
      description: "the discharge, as its third party made it; '-' is standard input",
      helpValue: 'FILE',
      required: true,
    }),
    output: OUTPUT_FLAG,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Bind);
    return answerBind(flags, { argument: args.token, file: flags['token-file'], profile: flags.profile }, io);
  }
}
