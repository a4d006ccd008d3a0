import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_MINOR = 10;
const NEEDED = `Python 3.${OLDEST_MINOR} or later, with its venv module (Debian and Ubuntu: apt-get install python3 python3-venv)`;

/**
 * Makes a virtual environment, runs `pip install` with each of these lists in turn, and returns its Python. One that was
 * made by the same lists before is used as it is. `PYTHON` in the environment names another interpreter than `python3`.
 */
export function ensureEnvironment(folder: string, what: string, installs: ReadonlyArray<readonly string[]>): string {
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'installed.json');
  const wanted = JSON.stringify(installs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  const base = process.env.PYTHON ?? 'python3';
  assertUsable(base);
  process.stderr.write(`Installing ${what} into ${folder}\n`);
  rmSync(folder, { recursive: true, force: true });
  run(base, ['-m', 'venv', folder]);
  for (const packages of installs) {
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  }
  writeFileSync(stamp, wanted);
  return python;
}

function assertUsable(python: string): void {
  const { error, status, stdout } = spawnSync(
    python,
    ['-c', 'import sys, venv, ensurepip; print(sys.version_info[1])'],
    {
      encoding: 'utf8',
    },
  );
  if (error !== undefined) throw new Error(`'${python}' cannot be run (${error.message}). This needs ${NEEDED}.`);
  if (status !== 0) throw new Error(`'${python}' has no venv module. This needs ${NEEDED}.`);
  if (Number(stdout) < OLDEST_MINOR) throw new Error(`'${python}' is Python 3.${stdout.trim()}. This needs ${NEEDED}.`);
}

function run(file: string, args: readonly string[]): void {
  const { status } = spawnSync(file, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`'${file} ${args.join(' ')}' ended with exit code ${status}`);
}
