// @ts-check
// Installs what is missing, then (with `build`) compiles. Plain JavaScript: it runs before anything is compiled.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.installed-from`;

/** @param {string} file @param {string[]} args */
function run(file, args) {
  execFileSync(file, args, { cwd: root, stdio: ['ignore', 2, 2] });
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
}

function installMissing() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return;
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund']);
  else run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, lockHash());
}

function build() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', root]);
  run(process.execPath, [`${root}dist/scripts/write-manifest.js`]);
  run(process.execPath, [`${root}dist/scripts/bundle.js`]);
}

installMissing();
if (process.argv.includes('build')) build();
