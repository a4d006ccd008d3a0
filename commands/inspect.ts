import { Flags } from '@oclif/core';
import { answerInspect, readInspectFlags } from '../src/cli/answer-inspect.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Inspect extends MatrixTokenCommand {
  static override readonly summary =
    'Say what a token is, whose, what for, until when, and what is wrong with it. Offline.';
  static override readonly description =
    'Recognises every Matrix token, decodes and explains it. Sends nothing anywhere and never shows a signature.\n' +
    'Text around the token is understood: Bearer, a header, a URL, an answer to /login, a cookie, quotes.\n' +
    'Exits 0 for any token it can read, expired or not. With --expires-within it exits 6 where less time is left,\n' +
    'and 9 where the token does not say. With --ndjson it exits 3 if any line holds no token.';
  static override readonly examples = [
    '<%= config.bin %> inspect - < token.txt',
    '<%= config.bin %> inspect --token-file token.txt --field effective.userId',
    '<%= config.bin %> inspect --profile alice --expires-within 7d',
    '<%= config.bin %> inspect - --wire < token.txt',
    '<%= config.bin %> inspect --ndjson --token-file tokens.txt',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    'show-values': Flags.boolean({ description: 'show the values of nonce, state, code_verifier and pushkey' }),
    'expires-within': Flags.string({ description: 'exit 6 if the token has less time left', helpValue: '7d' }),
    'key-file': Flags.string({ description: 'check the signature with the root key in this file', helpValue: 'FILE' }),
    wire: Flags.boolean({
      description: 'show every field with its bytes, and what other readers would do with the token',
      helpGroup: 'OUTPUT',
    }),
    ndjson: Flags.boolean({
      description: 'read one token from each line, print one JSON object for each',
      helpGroup: 'OUTPUT',
      exclusive: ['json', 'field'],
    }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Inspect);
    return answerInspect(readInspectFlags(args.token, flags), io);
  }
}
