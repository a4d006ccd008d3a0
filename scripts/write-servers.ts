// Writes docs/servers.md from real runs: installs and starts every Synapse release that is known to run, and checks them all.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFaults, checkServers } from './servers/subjects.js';
import { writeServers } from './servers/write.js';

const FILE = fileURLToPath(new URL('../../docs/servers.md', import.meta.url));

writeFileSync(FILE, writeServers(await checkServers(), await checkFaults()));
process.stdout.write(`Wrote ${FILE}\n`);
