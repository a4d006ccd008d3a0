import { Args, Flags } from '@oclif/core';
import { answerDiff, answerDiffAll } from '../src/cli/answer-diff.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Diff extends MatrixTokenCommand {
  static override readonly summary =
    'Say what one macaroon adds to another, and prove without any key that it was made from it. Offline.';
  static override readonly description =
    'A and B are, in this order: the token of --profile, the arguments, the files of --token-file.\n' +
    'Exits 0 where B is A or descends from it; 7 where it does not, also where A descends from B.\n' +
    "With --all it finds each token's parent among many; it exits 3 if any line holds no macaroon.\n" +
    'Says nothing of whether a server accepts either, and never shows a signature.';
  static override readonly examples = [
    '<%= config.bin %> diff --token-file wide.txt --token-file narrow.txt',
    '<%= config.bin %> diff --profile guest - < narrow.txt',
    '<%= config.bin %> diff - --token-file narrow.txt --field relation < wide.txt',
    '<%= config.bin %> diff --all tokens.txt',
  ];
  static override readonly args = {
    a: Args.string({ description: "a token; '-' reads standard input", ignoreStdin: true }),
    b: Args.string({ description: 'the token that may have been made from it', ignoreStdin: true }),
  };
  static override readonly flags = {
    'token-file': Flags.string({
      description: 'read a token from a file; repeatable',
      helpGroup: 'TOKEN',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    profile: TOKEN_FLAGS.profile,
    all: Flags.string({
      description: "find each token's parent among those in a file, one a line; '-' reads standard input",
      helpGroup: 'TOKEN',
      helpValue: 'FILE',
      exclusive: ['token-file', 'profile'],
    }),
    'show-values': Flags.boolean({ description: 'show the values of nonce, state, code_verifier and pushkey' }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Diff);
    const options = { now: io.now(), showValues: flags['show-values'] };
    const given = [args.a, args.b].filter((argument) => argument !== undefined);
    const { all: file, profile } = flags;
    if (file !== undefined) return answerDiffAll({ file, arguments: given }, options, io);
    return answerDiff({ arguments: given, files: flags['token-file'] ?? [], profile }, options, io);
  }
}
