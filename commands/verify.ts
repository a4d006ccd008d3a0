import { Flags } from '@oclif/core';
import { answerVerify } from '../src/cli/answer-verify.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import { KEY_FLAGS, keyRequest } from '../src/cli/key-flags.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Verify extends MatrixTokenCommand {
  static override readonly summary =
    "Replay a server's check of a macaroon with the root key: what is met, what is not, and why. Offline.";
  static override readonly description =
    'Says of every caveat whether it is met, of the signature which key matches, and what the server answers and logs.\n' +
    'Without --as it plays the likeliest issuer of the token. Never shows a key or a signature.\n' +
    'Exits 0 when the token is accepted; else, the first that applies: 7 the signature or the key does not match,\n' +
    '3 the server cannot read the token, 6 a caveat is not met or the token is for another user than --user,\n' +
    '9 only the server can tell: no key was given, or it looks the token up in its database.';
  static override readonly examples = [
    '<%= config.bin %> verify - --homeserver-config /etc/matrix-synapse/homeserver.yaml < token.txt',
    '<%= config.bin %> verify --token-file token.txt --key-file old.key --key-file new.key --at 2026-01-31T12:00:00Z',
    '<%= config.bin %> verify --profile guest --key-env MACAROON_KEY --as all',
    '<%= config.bin %> verify --ndjson --token-file tokens.txt --homeserver-config /etc/matrix-synapse/conf.d',
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    ...KEY_FLAGS,
    as: Flags.string({
      description: "whose rules: 'synapse', 'dendrite', 'draft', …; 'all' compares",
      helpValue: 'DIALECT',
    }),
    at: Flags.string({ description: "the server's clock, in ISO 8601 or ms; by default now", helpValue: 'TIME' }),
    user: Flags.string({ description: 'whom the token must be for', helpValue: '@USER:SERVER' }),
    account: Flags.option({
      description: 'what the server has under the user ID; by default what the token needs',
      options: ['guest', 'regular', 'missing'] as const,
    })(),
    purpose: Flags.option({
      description: 'what the token is used for; by default access',
      options: ['access', 'refresh', 'login'] as const,
    })(),
    discharge: Flags.string({
      description: 'a discharge macaroon for a third-party caveat; repeatable',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    ndjson: Flags.boolean({
      description: 'read one token from each line, print one JSON object for each',
      helpGroup: 'OUTPUT',
      exclusive: ['json', 'field'],
    }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Verify);
    const { as, at, user, account, purpose } = flags;
    const token = { argument: args.token, file: flags['token-file'], profile: flags.profile };
    const choices = { as, at, user, account, purpose, discharges: flags.discharge ?? [], lines: flags.ndjson };
    return answerVerify({ token, keys: keyRequest(flags), ...choices }, io);
  }
}
