import { fileURLToPath } from 'node:url';
import { ensureEnvironment } from '../python/environment.js';
import { CURRENT_RELEASE, type SynapseRelease } from './releases.js';

const FOLDER = fileURLToPath(new URL('../../../.venv-synapse', import.meta.url));

/** Installs a Synapse release from PyPI into a virtual environment of its own, if it is not there, and returns its Python. */
export function installSynapse({ version, installs }: SynapseRelease = CURRENT_RELEASE): string {
  return ensureEnvironment(`${FOLDER}/${version}`, `matrix-synapse ${version}`, installs);
}
