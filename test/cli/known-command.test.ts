import { describe, expect, test } from '@jest/globals';
import { refuseUnknownCommand } from '../../src/cli/known-command.js';
import { MatrixTokenError } from '../../src/errors.js';

const IDS = ['inspect', 'login', 'profile:list', 'profile:use'];
const CANARY = 'syt_Y2FuYXJ5_zkjckuUCCtmPhjnLArxj_4571Al';
const ANY = "Run 'matrix-token --help'. To decode a token: matrix-token inspect TOKEN.";

test.each([[[]], [['--help']], [['inspect', 'x']], [['profile']], [['profile', '--help']], [['profile', 'use', 'x']]])(
  '%j is let pass',
  (argv: string[]) => {
    expect(() => refuseUnknownCommand(argv, IDS)).not.toThrow();
  },
);

describe('a word that names no command is refused without being repeated', () => {
  test.each([
    [['inspekt'], "Did you mean 'matrix-token inspect'?"],
    [[CANARY], ANY],
    [['profile', 'lst'], "Did you mean 'matrix-token profile list'?"],
    [['profile', CANARY, '--json'], ANY],
  ])('%j', (argv, hint) => {
    const refused = thrownBy(() => refuseUnknownCommand(argv, IDS));
    expect(refused).toMatchObject({ code: 'ERR_UNKNOWN_COMMAND', message: 'There is no such command.', hint, exit: 2 });
    expect(JSON.stringify(refused)).not.toContain(CANARY);
  });
});

function thrownBy(action: () => void): MatrixTokenError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof MatrixTokenError) return error;
    throw error;
  }
  return undefined;
}
