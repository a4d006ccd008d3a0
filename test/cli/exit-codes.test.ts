import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { EXIT } from '../../src/wording/exit-codes.js';
import { useServers } from '../support/reference.js';
import { runCli } from '../support/run-cli.js';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { findMacaroon, GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

// Every exit code is seen to occur, and to be the same with and without --json.

const startServer = useServers();
/** Expired in 2023. */
const SESSION_COOKIE = findMacaroon('OIDC session cookie, 1h from 1700000000000 ms');
let folder = '';
let wrongKey = '';
let hanging: ScriptedServer | undefined;

beforeAll(async () => {
  folder = await temporaryFolder();
  wrongKey = join(folder, 'key');
  await writeFile(wrongKey, 'not the key');
});

afterEach(async () => {
  await hanging?.close();
  hanging = undefined;
});

/** The exit codes of a command in text and in JSON; in JSON an error says its exit code too. */
async function exitsOf(args: readonly string[], token?: string): Promise<readonly unknown[]> {
  const env = { MATRIX_TOKEN_CONFIG_DIR: folder, ...(token !== undefined && { MATRIX_ACCESS_TOKEN: token }) };
  const [text, json] = [await runCli(args, { env }), await runCli([...args, '--json'], { env })];
  const { error }: { error?: { exit: number } } = JSON.parse(json.stdout);
  return [text.exit, json.exit, error?.exit ?? json.exit];
}

const same = (exit: number) => [exit, exit, exit];

test.each<[string, readonly string[], string | undefined, number]>([
  ['a token', ['inspect', SYNAPSE_ACCESS], undefined, EXIT.ok],
  ['no token anywhere', ['inspect'], undefined, EXIT.usage],
  ['an unknown flag', ['inspect', SYNAPSE_ACCESS, '--nope'], undefined, EXIT.usage],
  ['no such command', ['inspct'], undefined, EXIT.usage],
  ['no such command of a topic', ['profile', 'nonsense'], undefined, EXIT.usage],
  ['no token', ['inspect', 'no'], undefined, EXIT.notAToken],
  ['a server that is down', ['whoami', '--server', 'http://127.0.0.1:1'], SYNAPSE_ACCESS, EXIT.network],
  ['a token that does not last', ['inspect', '--expires-within', '7d'], SESSION_COOKIE, EXIT.caveat],
  ['nothing to log out', ['logout'], undefined, EXIT.credentials],
])('%s', async (_, args, token, exit) => {
  expect(await exitsOf(args, token)).toEqual(same(exit));
});

test('a key that does not match', async () => {
  expect(await exitsOf(['verify', '--key-file', wrongKey], GUEST)).toEqual(same(EXIT.key));
});

test('a token that the server refuses', async () => {
  const { url } = await startServer();
  expect(await exitsOf(['whoami', '--server', url], SYNAPSE_ACCESS)).toEqual(same(EXIT.credentials));
});

test.each([
  ['ignore-unknown-caveats', EXIT.violated],
  ['opaque-lookup', EXIT.inconclusive],
  ['server-error', EXIT.network],
] as const)('a server with the fault %s: %i', async (fault, exit) => {
  const server = await startServer({ faults: [fault], now: Date.now });
  const { access } = await server.register('alice');
  expect(await exitsOf(['check', server.url], access)).toEqual(same(exit));
});

test('Ctrl-C', async () => {
  hanging = await startScriptedServer(() => 'hang');
  for (const mode of [[], ['--json']]) {
    expect(await interrupt(['whoami', SYNAPSE_ACCESS, '--server', hanging.url, ...mode], hanging)).toBe(130);
  }
});

/** Starts a command and interrupts it once its request has arrived. */
async function interrupt(args: readonly string[], server: ScriptedServer): Promise<number | null> {
  const before = server.received.length;
  const bin = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  while (server.received.length === before && child.exitCode === null)
    await new Promise((tick) => setTimeout(tick, 20));
  child.kill('SIGINT');
  return ended;
}
