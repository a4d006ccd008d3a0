// How long a cold `inspect TOKEN` takes beside an empty Node process, run in turn so that a change of the machine's speed hits both.
// Usage: npm run bench -- [ROUNDS]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
/** A guest access token of Synapse 1.160.0, from test/vectors/matrix-tokens.json. */
const TOKEN =
  'MDAxY2xvY2F0aW9uIGxvY2FsaG9zdC50ZXN0CjAwMTNpZGVudGlmaWVyIGtleQowMDEwY2lkIGdlbiA9IDEKMDAxNmNpZCB0eXBlID0gYWNjZXNz' +
  'CjAwMjRjaWQgdXNlcl9pZCA9IEAyOmxvY2FsaG9zdC50ZXN0CjAwMjFjaWQgbm9uY2UgPSB-Y15-UCNNVUZpO1VEWSYsCjAwMTVjaWQgZ3Vlc3Qg' +
  'PSB0cnVlCjAwMmZzaWduYXR1cmUgzSp9N1BtZDlvLXxSHtqt8o6mvIEJwLLdTnM8B4Fx-qMK';

const variants = {
  'node -e 0': ['-e', '0'],
  'inspect TOKEN': [BIN, 'inspect', TOKEN],
  'inspect TOKEN --json': [BIN, 'inspect', TOKEN, '--json'],
};

const rounds = Number(process.argv[2] ?? 31);
const times = measure(rounds);
const base = median(times['node -e 0'] ?? []);
process.stdout.write(`Node ${process.version}, ${rounds} rounds, medians\n`);
for (const [name, samples] of Object.entries(times)) {
  const ms = median(samples);
  process.stdout.write(`${name.padEnd(22)} ${ms.toFixed(1).padStart(7)} ms   ${(ms / base).toFixed(2)} x\n`);
}

/** Milliseconds of wall clock per run, by variant. The first round warms the file cache and is not counted. */
function measure(count: number): Record<string, number[]> {
  const samples: Record<string, number[]> = {};
  for (let round = 0; round <= count; round += 1) {
    for (const [name, args] of Object.entries(variants)) {
      const ms = timeOnce(args);
      if (round > 0) samples[name] = [...(samples[name] ?? []), ms];
    }
  }
  return samples;
}

function timeOnce(args: readonly string[]): number {
  const started = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [...args], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`exit ${status}: nothing to measure`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
