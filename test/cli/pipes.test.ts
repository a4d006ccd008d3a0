import { execFile } from 'node:child_process';
import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporary-folder.js';
import { SYNAPSE_ACCESS } from '../support/tokens.js';

// What scripts do with the program, in a real shell.

let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  const bin = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
  await chmod(bin, 0o755);
  await symlink(bin, join(folder, 'matrix-token'));
});

async function shell(script: string): Promise<string> {
  const { PATH = '' } = process.env;
  const env = { PATH: `${folder}:${PATH}`, T: SYNAPSE_ACCESS, MATRIX_TOKEN_CONFIG_DIR: folder };
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
  return stdout;
}

test.each([
  [
    'a token that comes late and without a line end is read whole',
    `(sleep 1; printf '%s' "$T") | matrix-token inspect - --json | grep -c '"localpart": "alice"'`,
    '1\n',
  ],
  [
    'a loop that reads lines keeps its input',
    `printf 'a\\nb\\n' | while read x; do matrix-token inspect "$T" --field kind; done`,
    'synapse-access\nsynapse-access\n',
  ],
  ['a reader that stops early is no error', 'matrix-token inspect "$T" | head -1; echo ok', /^Token .*\nok\n$/],
  [
    'the exit code decides in a script',
    'matrix-token inspect "$T" --expires-within 1h >/dev/null 2>&1 || echo "exit $?"',
    'exit 9\n',
  ],
  [
    'one bad line does not stop the rest',
    `printf '%s\\n\\n%s\\n%s\\n' "$T" bad "$T" | matrix-token inspect - --ndjson | grep -o '"line":[0-9]*' ; true`,
    '"line":1\n"line":3\n"line":4\n',
  ],
])('%s', async (_, script, output) => {
  const stdout = await shell(script);
  if (typeof output === 'string') expect(stdout).toBe(output);
  else expect(stdout).toMatch(output);
});
