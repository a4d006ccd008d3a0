// @ts-check
// Runs the tests against other implementations. Makes .venv and installs pymacaroons, the library of Synapse, where it is missing,
// and builds a peer of Go's macaroon.v2; without Go, the tests that need it are skipped, and that is said.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = 'pymacaroons==0.13.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const venv = `${root}.venv`;
const python = `${venv}/bin/python`;

/** @param {string} file @param {string[]} args @param {'inherit' | 'ignore'} [stdio] @param {string} [cwd] */
function runs(file, args, stdio = 'inherit', cwd = root) {
  return spawnSync(file, args, { cwd, stdio }).status === 0;
}

/** @param {string} problem @returns {never} */
function giveUp(problem) {
  console.error(problem);
  process.exit(1);
}

if (!existsSync(python)) {
  if (!runs('python3', ['--version'], 'ignore')) giveUp('The peer tests need python3 (3.8 or later) on the PATH.');
  if (!runs('python3', ['-m', 'venv', venv]))
    giveUp('python3 cannot make a virtual environment: install python3-venv.');
}
if (!runs(python, ['-c', 'import pymacaroons; assert pymacaroons.__version__ == "0.13.0"'], 'ignore')) {
  if (!runs(python, ['-m', 'pip', 'install', '--quiet', PACKAGE])) giveUp(`Cannot install ${PACKAGE} into .venv.`);
}
if (!runs(process.execPath, ['scripts/setup.js', 'build'])) giveUp('The build failed.');

const goPeer = `${root}dist/test/peers/go-peer`;
if (!runs('go', ['version'], 'ignore')) {
  console.error("Go is not on the PATH: the tests against Go's macaroon.v2 are skipped.");
} else if (!runs('go', ['build', '-o', goPeer], 'inherit', `${root}test/peers/go`)) {
  giveUp("Cannot build the peer of Go's macaroon.v2.");
}

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
process.exitCode = runs(process.execPath, [...jest, '--config', 'jest.peers.config.js', ...process.argv.slice(2)])
  ? 0
  : 1;
