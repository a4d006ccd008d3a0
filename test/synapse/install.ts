import { installSynapse } from '../../scripts/synapse/install.js';

/** Installs Synapse once, before the test files start theirs side by side. */
export default function install(): void {
  installSynapse();
}
