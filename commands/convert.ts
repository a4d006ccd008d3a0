import { Flags } from '@oclif/core';
import { answerToken } from '../src/cli/answer-token.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import { ENCODING_FLAG, OUTPUT_FLAG, readForm, WIRE_FORMATS } from '../src/cli/form-flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { readStored, readToken } from '../src/cli/token-source.js';
import { convertToken } from '../src/report/convert.js';

export default class Convert extends MatrixTokenCommand {
  static override readonly summary = 'Write a macaroon in another wire format or encoding. Offline, without any key.';
  static override readonly description =
    'Prints the bare token and a line end on stdout, nothing else. Content and signature stay the same.\n' +
    'Refuses a macaroon that readers disagree about: the new text would settle that one way.\n' +
    'Says on stderr who does not read the new form.';
  static override readonly examples = [
    '<%= config.bin %> convert - --to v1 < token.json',
    '<%= config.bin %> convert --token-file token.txt --to v2-json -o token.json',
    '<%= config.bin %> convert --profile guest --to v1 --encoding base64',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    to: Flags.option({ description: 'the wire format', options: WIRE_FORMATS, required: true })(),
    encoding: ENCODING_FLAG,
    output: OUTPUT_FLAG,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Convert);
    const form = readForm(flags.to, flags.encoding);
    const request = { argument: args.token, file: flags['token-file'], profile: flags.profile };
    const { from, text } = await readToken(request, io, readStored(io));
    return answerToken(convertToken(text, form, from), { output: flags.output });
  }
}
