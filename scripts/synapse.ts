// Starts a Synapse for a person: prints where it is, and stops it, with all its data, on Ctrl-C.
import { installSynapse } from './synapse/install.js';
import { startSynapse } from './synapse/start.js';

const synapse = await startSynapse(installSynapse());
process.stdout.write(`Synapse is listening at ${synapse.url}; Ctrl-C stops it. Try:\n`);
process.stdout.write(`  node bin/run.js check ${synapse.url} --guest\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void synapse.close().then(() => process.exit(0));
  });
}
setInterval(() => undefined, 3_600_000);
