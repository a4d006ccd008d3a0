import { randomInt } from 'node:crypto';
import { Flags } from '@oclif/core';
import { answerMint } from '../src/cli/answer-mint.js';
import { CAVEAT_FLAGS, TYPE_FLAG } from '../src/cli/attenuate-flags.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { ENCODING_FLAG, OUTPUT_FLAG, WIRE_FORMATS } from '../src/cli/form-flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { ISSUE_IDS } from '../src/dialect/issue.js';

/** What Synapse draws a nonce from: `stringutils.random_string_with_symbols`. */
const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:^&*-_+=#~@';

export default class Mint extends MatrixTokenCommand {
  static override readonly summary =
    'Make a macaroon from a root key, as a server would: a token to test with. Offline.';
  static override readonly description =
    'Prints the bare token and a line end on stdout, nothing else.\n' +
    'With --as, the caveats are those that its issuer puts in, in its order; --caveat adds more after them.\n' +
    'Warns where the verifier that the token is for would refuse it.';
  static override readonly examples = [
    '<%= config.bin %> mint --key-file root.key --user @alice:example.org --expires-in 1h',
    '<%= config.bin %> mint --key-env MACAROON_KEY --as synapse --user @1:example.org',
    "<%= config.bin %> mint --key-file - --as bare --location here --identifier id --caveat 'type = access' < root.key",
  ];
  static override readonly flags = {
    'key-file': Flags.string({
      description: "a file that holds the root key; '-' is standard input",
      helpGroup: 'KEY',
      helpValue: 'FILE',
    }),
    'key-env': Flags.string({
      description: 'the name of an environment variable that holds the root key',
      helpGroup: 'KEY',
      helpValue: 'NAME',
    }),
    as: Flags.option({ description: 'the kind of token', options: ISSUE_IDS, default: 'draft' })(),
    user: Flags.string({ description: 'whose it is', helpValue: '@USER:SERVER' }),
    location: Flags.string({ description: "where it is from; by default the user's server", helpValue: 'TEXT' }),
    identifier: Flags.string({ description: 'by default as its issuer has it: "key" on Synapse', helpValue: 'TEXT' }),
    set: Flags.string({
      description: "another value for one of the kind's caveats; repeatable",
      helpGroup: 'CAVEATS',
      helpValue: 'KEY=VALUE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    guest: Flags.boolean({ description: 'for a guest: guest = true', helpGroup: 'CAVEATS' }),
    type: TYPE_FLAG,
    ...CAVEAT_FLAGS,
    format: Flags.option({ description: "the wire format; by default the issuer's", options: WIRE_FORMATS })(),
    encoding: ENCODING_FLAG,
    output: OUTPUT_FLAG,
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { flags } = await this.parse(Mint);
    const nonce = Array.from({ length: 16 }, () => SYMBOLS.charAt(randomInt(SYMBOLS.length))).join('');
    return answerMint(flags, nonce, io);
  }
}
