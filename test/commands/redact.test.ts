import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { answerRedact, type RedactRequest } from '../../src/cli/answer-redact.js';
import { presentOutcome } from '../../src/cli/present.js';
import { fingerprintToken } from '../../src/token/fingerprint.js';
import { rejectsWith } from '../support/fails-with.js';
import { type FakeIoOptions, fakeIo } from '../support/fake-io.js';
import { runCli } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectReport = schemaOf('redact');
const expectToken = schemaOf('redact-token');
const LOG = `first line\n{"access_token":"${SYNAPSE_ACCESS}"}\nguest ${GUEST}\n`;
const FINGERPRINT = fingerprintToken(SYNAPSE_ACCESS);

async function run(output: RedactRequest['output'], options: FakeIoOptions & { files?: string[]; quiet?: boolean }) {
  const io = fakeIo(options);
  const { files = [], quiet = false } = options;
  const exit = await presentOutcome(await answerRedact({ files, output, quiet }, io), ['--json'], io);
  return { exit, ...io.written };
}

describe('redact', () => {
  test('writes the stream with its tokens replaced, and says on stderr how many there were', async () => {
    const cut = [LOG.slice(0, 40), LOG.slice(40, 41), LOG.slice(41)];
    expect(await run('text', { stdin: cut })).toEqual({
      exit: 0,
      stdout: 'first line\n{"access_token":"<synapse-access:sha256:228690b9>"}\nguest <macaroon:sha256:562f2108>\n',
      stderr: '2 tokens replaced: 1 synapse-access, 1 macaroon.\n',
    });
  });

  test('says so when there was none; --quiet says nothing', async () => {
    expect((await run('text', { stdin: 'no' })).stderr).toBe('No token found; nothing was changed.\n');
    expect((await run('text', { stdin: 'no', quiet: true })).stderr).toBe('');
  });

  test('says what it waits for at a terminal', async () => {
    const { stderr } = await run('text', { stdin: '', terminal: true });
    expect(stderr).toBe('Reading standard input; Ctrl-D ends it.\nNo token found; nothing was changed.\n');
  });

  test('--list says where they are', async () => {
    expect(await run('list', { stdin: LOG })).toEqual({
      exit: 0,
      stdout: '2:18  synapse-access  sha256:228690b9\n3:7  macaroon  sha256:562f2108\n',
      stderr: '2 tokens found: 1 synapse-access, 1 macaroon.\n',
    });
  });

  test('--ndjson lists one object for each', async () => {
    const { stdout } = await run('ndjson', { stdin: LOG });
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expectToken(first);
    expectToken(second);
    expect(first).toEqual({
      schema: 'matrix-token.redact-token/1',
      file: null,
      line: 2,
      column: 18,
      byte: 28,
      length: SYNAPSE_ACCESS.length,
      kind: 'synapse-access',
      fingerprint: FINGERPRINT,
    });
  });

  test('--json gives one report', async () => {
    const { stdout, stderr } = await run('json', { stdin: LOG + LOG });
    const report: unknown = JSON.parse(stdout);
    expectReport(report);
    expect(stderr).toBe('');
    expect(report).toMatchObject({
      total: 4,
      kinds: [
        { kind: 'synapse-access', count: 2 },
        { kind: 'macaroon', count: 2 },
      ],
      tokens: [{ line: 2 }, { line: 3 }, { line: 5 }, { line: 6 }],
      warnings: [],
    });
  });

  test('reads several files in order, and names them in the list', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'one.log');
    await writeFile(path, SYNAPSE_ACCESS);
    expect((await run('text', { files: [path, '-'], stdin: ' rest' })).stdout).toBe(
      '<synapse-access:sha256:228690b9> rest',
    );
    expect((await run('list', { files: [path, '-'], stdin: GUEST })).stdout).toBe(
      `${path}:1:1  synapse-access  sha256:228690b9\n-:1:1  macaroon  sha256:562f2108\n`,
    );
  });

  test('a file that is not there', async () => {
    await rejectsWith(
      run('text', { files: ['./no-such.log'] }),
      'ERR_FILE_UNREADABLE',
      'Cannot read the file ./no-such.log: there is no such file.',
    );
  });

  test('the process passes bytes through, whatever they are', async () => {
    const { exit, stdout, stderr } = await runCli(['redact', '--quiet'], { stdin: `\u0000é\u2028 ${SYNAPSE_ACCESS}` });
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: '\u0000é\u2028 <synapse-access:sha256:228690b9>',
      stderr: '',
    });
  });

  test('a token where a file belongs is not repeated', async () => {
    const { exit, stdout, stderr } = await runCli(['redact', '--json', GUEST]);
    expect(exit).toBe(2);
    expect(stdout + stderr).not.toContain(GUEST.slice(-20));
  });
});
