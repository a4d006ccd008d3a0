import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect } from '@jest/globals';
import { runHere } from '../support/run-here.js';
import { PASSWORD, type TestSynapse } from '../support/synapse.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The session commands, run with `--json` and with sessions of their own, named by `place`. */
export interface Sessions {
  run(place: string, name: string, ...args: readonly string[]): Promise<{ exit: number | null; json: Answer }>;
  /** The command `register`, with the password `PASSWORD`. */
  register(place: string, username: string): ReturnType<Sessions['run']>;
  /** A new file in the tests' folder, for its owner alone. */
  write(name: string, text: string): Promise<string>;
  folderOf(place: string): string;
}

type Answer = Readonly<Record<string, unknown>>;

/** Session commands against a Synapse, for all tests of a file. */
export function useSessions(synapse: () => TestSynapse): Sessions {
  let folder = '';
  beforeAll(async () => {
    folder = await temporaryFolder();
    await write('password.txt', PASSWORD);
  });

  async function write(name: string, text: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  }

  const run: Sessions['run'] = async (place, name, ...args) => {
    const { exit, stdout } = await runHere(name, [...args, '--json'], join(folder, place));
    return { exit, json: JSON.parse(stdout) };
  };

  return {
    run,
    register: (place, username) =>
      run(place, 'register', synapse().url, '--username', username, '--password-file', join(folder, 'password.txt')),
    write,
    folderOf: (place) => join(folder, place),
  };
}

/** An error as a script sees it: its code, exit code 4, and Synapse's own words at the end of the message. */
export function refusal(code: string, said: string) {
  const message = expect.stringContaining(`The server says: ${said}`);
  return { exit: 4, json: { error: expect.objectContaining({ code, exit: 4, message }) } };
}
