import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { runCli } from './support/run-cli.js';
import { runHere } from './support/run-here.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { GUEST, SYNAPSE_ACCESS } from './support/tokens.js';

// A canary in every place where a user may put or lose a token: no output may hold it. New commands and flags are covered by themselves,
// since all of them are read off the manifest.

interface ManifestCommand {
  readonly args: Readonly<Record<string, unknown>>;
  readonly flags: Readonly<Record<string, { readonly type: 'boolean' | 'option' }>>;
}

const manifestText = readFileSync(fileURLToPath(new URL('../../oclif.manifest.json', import.meta.url)), 'utf8');
const { commands }: { readonly commands: Readonly<Record<string, ManifestCommand>> } = JSON.parse(manifestText);
const names = Object.keys(commands).map((id) => id.replace(':', ' '));

const CANARIES = { 'an opaque token': SYNAPSE_ACCESS, 'a macaroon': GUEST };

/** With these alone, `serve` would start and not stop. */
const ENDLESS = new Set(['serve --field', 'serve --server-name', 'serve --registration-token']);

/** Expects no part of a token's secret in a text: no 12 characters of an opaque token's random part or of a macaroon's end. */
function expectNone(text: string): void {
  for (const canary of Object.values(CANARIES)) {
    const secret = canary.slice(-28);
    for (let at = 0; at + 12 <= secret.length; at++) expect(text).not.toContain(secret.slice(at, at + 12));
  }
}

describe.each(Object.entries(CANARIES))('%s', (_, canary) => {
  test.each(names)('as a superfluous argument of %s', async (name) => {
    const { stdout, stderr, exit } = await runHere(name, ['--quiet', 'one', 'two', canary], await temporaryFolder());
    expect(exit).toBe(2);
    expectNone(stdout + stderr);
  });

  test.each(names)('as an unknown flag of %s, in text and in JSON', async (name) => {
    for (const args of [[`--${canary}`], [`-${canary}`], ['--json', `--${canary}`]]) {
      const { stdout, stderr, exit } = await runHere(name, args, await temporaryFolder());
      expect(exit).toBe(2);
      expectNone(stdout + stderr);
    }
  });

  const flags = Object.entries(commands).flatMap(([id, command]) =>
    Object.entries(command.flags)
      .filter(([, { type }]) => type === 'option')
      .map(([flag]): [string, string] => [id.replace(':', ' '), flag]),
  );
  test.each(flags.filter(([name, flag]) => !ENDLESS.has(`${name} --${flag}`)))(
    'as the value of %s --%s',
    async (name, flag) => {
      const { stdout, stderr } = await runHere(name, [`--${flag}`, canary], await temporaryFolder());
      expectNone(stdout + stderr);
    },
  );

  const servers = Object.entries(commands).filter(([, { args, flags: own }]) => 'server' in args || 'server' in own);
  test.each(servers.map(([id]) => id))('as the server of %s', async (name) => {
    const { stdout, stderr, exit } = await runHere(name, ['--json', canary], await temporaryFolder());
    expect(exit).toBeGreaterThan(0);
    expectNone(stdout + stderr);
  });

  test('as the command', async () => {
    for (const args of [[canary], [canary, '--json'], ['--json', canary], [canary, '--help'], ['help', canary]]) {
      const { stdout, stderr } = await runCli(args);
      expectNone(stdout + stderr);
    }
  });

  test('in a file that was meant to be something else', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, `${canary}\n`);
    const folder = await temporaryFolder();
    for (const flag of ['password-file', 'registration-token-file', 'token-file']) {
      const users = Object.entries(commands).filter(([id, command]) => flag in command.flags && id !== 'attenuate');
      for (const [id] of users) {
        const { stdout, stderr } = await runHere(id, [`--${flag}`, file, '--json'], folder);
        expectNone(stdout + stderr);
      }
    }
  });
});

test('neither the manifest nor any help shows what the environment holds', async () => {
  const env = { MATRIX_ACCESS_TOKEN: SYNAPSE_ACCESS, MATRIX_HOMESERVER: SYNAPSE_ACCESS };
  expectNone(manifestText);
  for (const name of ['', ...names]) {
    const { stdout, stderr, exit } = await runCli([...name.split(' ').filter(Boolean), '--help'], { env });
    expect(exit).toBe(0);
    expectNone(stdout + stderr);
  }
});

test('debugging shows places in the code, never an argument', async () => {
  const env = { DEBUG: '*', MATRIX_TOKEN_DEBUG: '1', NODE_ENV: 'development', MATRIX_ACCESS_TOKEN: GUEST };
  for (const args of [
    ['inspect', GUEST],
    ['inspect', GUEST, '--nope'],
    ['whoami', SYNAPSE_ACCESS],
    ['logout', GUEST],
  ]) {
    const { stdout, stderr } = await runCli(args, { env });
    expectNone(stdout + stderr);
  }
});
