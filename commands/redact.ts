import { Args, Flags } from '@oclif/core';
import { answerRedact } from '../src/cli/answer-redact.js';
import { MatrixTokenCommand } from '../src/cli/command.js';
import type { Io } from '../src/cli/io.js';
import { modeOf } from '../src/cli/mode.js';
import type { Outcome } from '../src/cli/outcome.js';

export default class Redact extends MatrixTokenCommand {
  static override readonly summary = 'Replace every Matrix token in a stream by its kind and fingerprint. Offline.';
  static override readonly description =
    'Reads files, or standard input, and writes them with every token replaced, as in <synapse-access:sha256:228690b9>.\n' +
    'Everything else passes byte for byte, of any length. Of a macaroon in JSON only the signature is replaced.\n' +
    'Finds prefixed tokens, macaroons in any encoding, JWTs, and any value of Authorization: Bearer, access_token,\n' +
    'refresh_token, login_token and as_token, also in URLs and in escaped JSON. Does not find an opaque token alone.';

  static override readonly examples = [
    'journalctl -u matrix-synapse | <%= config.bin %> redact > safe.log',
    '<%= config.bin %> redact homeserver.log > safe.log',
    '<%= config.bin %> redact --list homeserver.log',
  ];

  static override readonly strict = false;
  static override readonly args = {
    file: Args.string({ description: "the files to read, in order; '-' is standard input", ignoreStdin: true }),
  };
  static override readonly flags = {
    list: Flags.boolean({ description: 'say where tokens are, and what, instead' }),
    ndjson: Flags.boolean({
      description: 'list as one JSON object for each token, however many',
      helpGroup: 'OUTPUT',
      exclusive: ['json', 'field'],
    }),
  };

  protected override async answer(io: Io): Promise<Outcome> {
    const { argv, flags } = await this.parse(Redact);
    const { list, ndjson, quiet } = flags;
    const isJson = modeOf(this.argv).kind !== 'text';
    const output = ndjson ? 'ndjson' : isJson ? 'json' : list ? 'list' : 'text';
    return answerRedact({ files: argv.map(String), output, quiet }, io);
  }
}
