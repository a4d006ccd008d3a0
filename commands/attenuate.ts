import { Flags } from '@oclif/core';
import { readCaveatFlags } from '../src/cli/attenuate-flags.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import { TOKEN_ARGUMENT, TOKEN_FLAGS } from '../src/cli/flags.js';
import type { Io } from '../src/cli/io.js';
import type { Outcome } from '../src/cli/outcome.js';
import { readStored, readToken } from '../src/cli/token-source.js';
import { attenuateToken, noteExpiry } from '../src/report/attenuate.js';
import { EXIT } from '../src/wording/exit-codes.js';

export default class Attenuate extends MatrixTokenCommand {
  static override readonly summary =
    'Narrow a macaroon by adding caveats, and print the new token. Offline, without any key.';
  static override readonly description =
    'Prints the bare token and a line end on stdout, nothing else. The token it was made from stays valid.\n' +
    'A caveat cannot be taken off again, so one that no server understands is refused.';
  static override readonly examples = [
    '<%= config.bin %> attenuate - --expires-in 1h < token.txt',
    '<%= config.bin %> attenuate --profile guest --expires-at 2026-12-31T12:00:00Z',
    "<%= config.bin %> attenuate --token-file token.txt --caveat 'type = access' --caveat 'user_id = @alice:example.org'",
  ];
  static override readonly args = { token: TOKEN_ARGUMENT };
  static override readonly flags = {
    ...TOKEN_FLAGS,
    'expires-in': Flags.string({
      description: 'valid for this long from now: time < …',
      helpGroup: 'CAVEATS',
      helpValue: '1h30m',
      exclusive: ['expires-at'],
    }),
    'expires-at': Flags.string({
      description: 'valid before this time: time < …',
      helpGroup: 'CAVEATS',
      helpValue: 'ISO',
    }),
    'not-before': Flags.string({
      description: 'valid after this time: time > …',
      helpGroup: 'CAVEATS',
      helpValue: 'ISO',
    }),
    type: Flags.string({
      description: 'valid for this alone: type = …',
      helpGroup: 'CAVEATS',
      options: ['access', 'refresh', 'login'],
    }),
    caveat: Flags.string({
      description: 'any caveat; repeatable',
      helpGroup: 'CAVEATS',
      helpValue: "'key = value'",
      multiple: true,
      multipleNonGreedy: true,
    }),
    'allow-nonstandard': Flags.boolean({
      description: 'add caveats, too, that no server understands, to see whether it rejects them',
      helpGroup: 'CAVEATS',
    }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { args, flags } = await this.parse(Attenuate);
    const now = io.now();
    const caveats = readCaveatFlags(flags, now);
    const request = { argument: args.token, file: flags['token-file'], profile: flags.profile };
    const { from, text } = await readToken(request, io, readStored(io));
    const report = attenuateToken(text, caveats, { now, from, allowNonstandard: flags['allow-nonstandard'] });
    return { kind: 'report', json: report, text: () => report.token, notes: [noteExpiry(report)], exit: EXIT.ok };
  }
}
