import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { FAULT_NAMES } from '../../src/reference/faults/index.js';
import { runCli } from '../support/run-cli.js';

const ROOT = new URL('../../../', import.meta.url);
const SCHEMA = JSON.parse(readFileSync(new URL('schemas/serve.schema.json', ROOT), 'utf8'));
const matchesSchema = new Ajv2020().compile(SCHEMA);

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Serving {
  readonly child: ChildProcess;
  /** Everything written so far, both streams. */
  readonly written: { stdout: string; stderr: string };
  /** What it prints once it listens, and how it ends after a signal. */
  readonly first: string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

async function serve(...args: string[]): Promise<Serving> {
  const { PATH = '' } = process.env;
  const bin = fileURLToPath(new URL('bin/run.js', ROOT));
  const child = spawn(process.execPath, [bin, 'serve', ...args], { env: { PATH } });
  children.push(child);
  const written = { stdout: '', stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  const [first = ''] = await once(createInterface({ input: child.stdout }), 'line');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await once(child, 'close');
    return child.exitCode;
  };
  return { child, written, first: String(first), end };
}

describe('serve', () => {
  test('says where it listens, in one line, and answers there', async () => {
    const { first, written, end } = await serve();
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(first)?.[1] ?? '';
    const response = await fetch(`${url}/_matrix/client/versions`);
    expect(response.status).toBe(200);
    expect(await end('SIGTERM')).toBe(0);
    expect(written).toEqual({
      stdout: `listening on ${url}\n`,
      stderr: `Try: matrix-token register ${url}\nCtrl-C stops it; it forgets everything.\n`,
    });
  });

  test('Ctrl-C ends it with 130 and not a word', async () => {
    const { end, written } = await serve('--quiet');
    expect(await end('SIGINT')).toBe(130);
    expect(written.stderr).toBe('');
  });

  test('--json is one object, which its schema describes', async () => {
    const { written, end } = await serve('--json', '--server-name', 'example.org', '--fault', 'slow');
    await end('SIGTERM');
    const json = JSON.parse(written.stdout);
    expect(matchesSchema(json)).toBe(true);
    expect(json).toEqual({
      schema: 'matrix-token.serve/1',
      url: `http://127.0.0.1:${json.port}`,
      host: '127.0.0.1',
      port: expect.any(Number),
      serverName: 'example.org',
      faults: ['slow'],
      warnings: [],
    });
    expect(written.stderr).toBe('');
  });

  test('an address that others can reach comes with a warning', async () => {
    const { written, end } = await serve('--json', '--host', '0.0.0.0');
    await end('SIGTERM');
    const json = JSON.parse(written.stdout);
    expect(matchesSchema(json)).toBe(true);
    expect(json.warnings).toEqual([
      '0.0.0.0 is not loopback: everybody who reaches this machine can register here, over plain HTTP.',
    ]);
  });

  test('--log writes a line per request, and neither query nor unknown path', async () => {
    const { first, written, end } = await serve('--field', 'url', '--log', '--quiet');
    await fetch(`${first}/_matrix/client/v3/account/whoami?access_token=CANARY`);
    await fetch(`${first}/CANARY`);
    await end('SIGTERM');
    expect(written.stderr).toBe('GET /_matrix/client/v3/account/whoami 401\nGET (unknown path) 404\n');
  });

  test('--list-faults names every fault and what it breaks', async () => {
    const [text, json] = await Promise.all([
      runCli(['serve', '--list-faults']),
      runCli(['serve', '--list-faults', '--json']),
    ]);
    expect(text.exit).toBe(0);
    expect(text.stdout).toMatch(/^ignore-unknown-caveats +Accepts a token with a caveat that it does not understand/);
    expect(text.stdout.trimEnd().split('\n')).toHaveLength(FAULT_NAMES.length);
    const report = JSON.parse(json.stdout);
    expect(matchesSchema(report)).toBe(true);
    expect(report.available.map(({ name }: { name: string }) => name)).toEqual(FAULT_NAMES);
  });
});

describe('what serve cannot be started with', () => {
  test.each([
    [['--port', '70000'], '--port takes a number from 0 to 65535; 0 is a free port. [ERR_USAGE]'],
    [['--host', 'CANARY'], '--host takes an IP address of this machine, or localhost. [ERR_USAGE]'],
    [['--port', 'CANARY'], '--port takes a number from 0 to 65535; 0 is a free port. [ERR_USAGE]'],
    [
      ['--access-token-lifetime', '5'],
      '--access-token-lifetime takes a duration, such as 90s, 5m or 1h30m. [ERR_USAGE]',
    ],
    [
      ['--server-name', 'not a name'],
      '--server-name takes a host name, with a port or without: localhost, example.org, localhost:8448. [ERR_USAGE]',
    ],
    [
      ['--fault', 'ignore-expiri'],
      'The reference homeserver has no fault of the name given to --fault. [ERR_UNKNOWN_FAULT]',
    ],
  ])('%j', async (args, message) => {
    const { exit, stdout, stderr } = await runCli(['serve', ...args]);
    expect({ exit, stdout, first: stderr.split('\n')[0] }).toEqual({ exit: 2, stdout: '', first: `error: ${message}` });
    expect(stderr).not.toContain('CANARY');
  });

  test('an argument after the fault', async () => {
    const { exit, stderr } = await runCli(['serve', '--fault', 'slow', 'CANARY']);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^error: There is one argument too many\. \[ERR_EXTRA_ARGUMENT\]\n/);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { exit, stdout } = await runCli(['serve', '--json', '--port', String(port)]);
    other.close();
    expect(exit).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'ERR_CANNOT_LISTEN',
      message: `Cannot listen on 127.0.0.1, port ${port}: the port is taken.`,
    });
  });
});
