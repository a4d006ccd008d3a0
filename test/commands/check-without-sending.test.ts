import { beforeAll, describe, expect, test } from '@jest/globals';
import { PROBES } from '../../src/check/probes.js';
import { useServers } from '../support/reference.js';
import { runCheckCli } from '../support/run-check-cli.js';
import type { CliResult } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { GUEST } from '../support/tokens.js';

const startServer = useServers();
const expectSchema = schemaOf('check');
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
});

const run = (args: readonly string[], token?: string, stdin?: string): Promise<CliResult> =>
  runCheckCli(folder, args, token, stdin);

test('--list lists every probe and sends nothing', async () => {
  const { exit, stdout } = await run(['--list', '--as', 'synapse', '--json']);
  const list = JSON.parse(stdout);
  expectSchema(list);
  expect(exit).toBe(0);
  expect(list.available.map(({ id }: { id: string }) => id)).toEqual(PROBES.map(({ id }) => id));
  const withSession = JSON.parse((await run(['--list', '--register', '--json'])).stdout);
  expectSchema(withSession);
  expect(withSession.available.at(-1).id).toBe('logout-refresh');
  const text = await run(['--list']);
  expect(
    text.stdout
      .split('\n')
      .slice(1, PROBES.length + 1)
      .map((line) => line.split(' ')[0]),
  ).toEqual(PROBES.map(({ id }) => id));
});

describe('--emit', () => {
  test('prints one header for curl, and sends nothing', async () => {
    const server = await startServer({ now: Date.now });
    const { access } = await server.register('alice');
    const before = server.requests();
    const { exit, stdout } = await run(['--emit', 'unknown-key', '-'], undefined, access);
    expect({ exit, requests: server.requests() - before }).toEqual({ exit: 0, requests: 0 });
    const [, token = ''] = /^Authorization: Bearer ([\w-]+)\n$/.exec(stdout) ?? [];
    expect((await server.whoami(token)).json).toMatchObject({ errcode: 'M_UNKNOWN_TOKEN' });
    const control = await run(['--emit', 'time-less-first', '--json'], access);
    const report = JSON.parse(control.stdout);
    expectSchema(report);
    expect((await server.whoami(report.authorization.replace('Bearer ', ''))).status).toBe(200);
  });

  test('of a probe that is not there is a usage error', async () => {
    const { exit, stderr } = await run(['--emit', 'unknown-kye'], GUEST);
    expect(exit).toBe(2);
    expect(stderr).toContain("did you mean 'unknown-key'?");
  });
});
