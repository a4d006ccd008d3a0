import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Args, Command, Flags } from '@oclif/core';
import { TOKEN_ARGUMENT } from '../../src/cli/flags.js';
import { readParseError } from '../../src/cli/parse-errors.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CANARY = 'syt_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';

class Example extends Command {
  static override args = { token: TOKEN_ARGUMENT };
  static override flags = {
    type: Flags.string({ options: ['access', 'refresh'] }),
    guest: Flags.boolean({ exclusive: ['type'] }),
  };

  override async run(): Promise<void> {
    await this.parse(Example);
  }

  override async catch(error: unknown): Promise<void> {
    throw readParseError(error, Object.keys(Example.flags));
  }
}

class NeedsName extends Command {
  static override args = { name: Args.string({ required: true }) };

  override async run(): Promise<void> {
    await this.parse(NeedsName);
  }

  override async catch(error: unknown): Promise<void> {
    throw readParseError(error, []);
  }
}

describe('what the parser refuses is worded without repeating an argument', () => {
  test.each([
    [['one', CANARY], 'ERR_EXTRA_ARGUMENT', 'There is one argument too many.'],
    [[`-${CANARY}`], 'ERR_UNKNOWN_FLAG', 'There is a flag that this command does not have.'],
    [[`--type=${CANARY}`], 'ERR_USAGE', '--type takes one of: access, refresh.'],
    [['--type'], 'ERR_USAGE', '--type needs a value.'],
    [['--guest', '--type', 'access'], 'ERR_USAGE', 'These flags cannot be used together: --type, --guest.'],
  ])('%j', async (argv, code, message) => {
    const error: unknown = await Example.run(argv, ROOT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message, exit: 2 });
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });

  test('an argument that is missing is named', async () => {
    const error: unknown = await NeedsName.run([], ROOT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ERR_USAGE', message: 'An argument is missing: NAME.', exit: 2 });
  });

  test('a mistyped flag is met with the one that was meant', async () => {
    const error: unknown = await Example.run(['--gest'], ROOT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ hint: "Did you mean --guest? If a token starts with '-', put -- before it." });
  });
});
