import { randomBytes } from 'node:crypto';
import { Flags } from '@oclif/core';
import { answerAttenuate } from '../src/cli/answer-attenuate.js';
import { CAVEAT_FLAGS, readCaveatFlags, THIRD_PARTY_FLAGS, TYPE_FLAG } from '../src/cli/attenuate-flags.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import { OUTPUT_FLAG } from '../src/cli/form-flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Attenuate extends MatrixTokenCommand {
  static override readonly summary =
    'Narrow a macaroon by adding caveats, and print the new token. Offline, without its key.';
  static override readonly description =
    'Prints the bare token and a line end on stdout, nothing else. The token it was made from stays valid.\n' +
    'A caveat cannot be taken off again, so one that no server understands is refused, and one that the likely issuer\n' +
    'does not understand is warned of. --dry-run shows what would change and makes no token.';
  static override readonly examples = [
    '<%= config.bin %> attenuate - --expires-in 1h < token.txt',
    '<%= config.bin %> attenuate --profile guest --expires-at 2026-12-31T12:00:00Z --dry-run',
    "<%= config.bin %> attenuate --token-file token.txt --caveat 'type = access' --caveat 'user_id = @alice:example.org'",
    '<%= config.bin %> attenuate --token-file token.txt --third-party https://auth.example.org --caveat-key-file auth.key -o narrow.txt',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    ...CAVEAT_FLAGS,
    type: TYPE_FLAG,
    ...THIRD_PARTY_FLAGS,
    as: Flags.string({
      description: "whom the token is for: 'synapse', 'draft', …; by default its likely issuer",
      helpValue: 'DIALECT',
    }),
    'dry-run': Flags.boolean({ description: 'show the rights before and after, and make no token' }),
    output: OUTPUT_FLAG,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Attenuate);
    const now = io.now();
    const request = {
      token: { argument: args.token, file: flags['token-file'], profile: flags.profile },
      caveats: readCaveatFlags(flags, now),
      allowNonstandard: flags['allow-nonstandard'],
      thirdParty: flags,
      as: flags.as,
      dryRun: flags['dry-run'],
      output: flags.output,
      name: () => randomBytes(16).toString('hex'),
    };
    return answerAttenuate(request, now, io);
  }
}
