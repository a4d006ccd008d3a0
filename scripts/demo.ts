// The tool at work, start to end: a homeserver starts, an account is made, its token is decoded, narrowed and used, and the server is checked.
// Every command is shown as a user would type it and run by a shell, with its real output.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'matrix-token-demo-'));
const env = {
  ...process.env,
  PATH: [folder, process.env.PATH].join(delimiter),
  MATRIX_TOKEN_CONFIG_DIR: join(folder, 'config'),
};
const server = startServer();

try {
  await demonstrate(await listening(server));
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function demonstrate(url: string): Promise<void> {
  writeFileSync(join(folder, 'password.txt'), 'correct horse battery staple\n', { mode: 0o600 });
  say('A reference homeserver is running. Make an account on it, and log in.');
  show(`matrix-token register ${url} --username alice --password-file password.txt`);
  show(`matrix-token login ${url} --username alice --password-file password.txt`);
  say('What is the token that we were given?');
  show('matrix-token inspect');
  say('Narrow it: the copy below works for an hour, and nobody can take that back out.');
  show('matrix-token token | matrix-token attenuate - --expires-in 1h > narrowed.token');
  show('matrix-token inspect --token-file narrowed.token');
  show(`matrix-token whoami --token-file narrowed.token --server ${url}`);
  say('Does this server reject what it does not understand?');
  show('matrix-token check');
  const verdict = run('matrix-token check --field verdict').trim();
  say(`The verdict: ${verdict}`);
}

function startServer(): ChildProcess {
  symlinkSync(BIN, join(folder, 'matrix-token'));
  return spawn(process.execPath, [BIN, 'serve', '--port', '0', '--field', 'url'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The server's first line is its URL; without one it has not started. */
async function listening({ stdout }: ChildProcess): Promise<string> {
  if (stdout !== null) {
    for await (const line of createInterface({ input: stdout })) return line;
  }
  throw new Error('the reference homeserver did not start');
}

function say(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function show(command: string): void {
  process.stdout.write(`\n$ ${command}\n`);
  process.stdout.write(run(command));
}

/** Runs one line in a shell, in the demo's folder, and gives its stdout. Fails where the command fails. */
function run(command: string): string {
  const { status, stdout } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`'${command}' ended with exit code ${status}`);
  return stdout;
}
