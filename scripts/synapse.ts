// Starts a Synapse for a person: prints where it is, and stops it, with all its data, on Ctrl-C. An old release by its number.
import { CURRENT_RELEASE, OLD_RELEASES } from './synapse/releases.js';
import { startSynapse } from './synapse/start.js';

const RELEASES = [CURRENT_RELEASE, ...OLD_RELEASES];
const [wanted = CURRENT_RELEASE.version] = process.argv.slice(2);
const release = RELEASES.find(({ version }) => version === wanted);
if (release === undefined) {
  throw new Error(`no release of that number is known here: ${RELEASES.map(({ version }) => version).join(', ')}`);
}
const synapse = await startSynapse(release);
process.stdout.write(`Synapse ${release.version} is listening at ${synapse.url}; Ctrl-C stops it. Try:\n`);
process.stdout.write(`  node bin/run.js check ${synapse.url} --guest\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void synapse.close().then(() => process.exit(0));
  });
}
setInterval(() => undefined, 3_600_000);
