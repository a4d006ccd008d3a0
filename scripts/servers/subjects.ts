import type { CheckJson } from '../../src/check/report-json.js';
import { FAULT_NAMES, FAULTS, type FaultName } from '../../src/reference/faults/index.js';
import { startReference } from '../../src/reference/start.js';
import { installSynapse } from '../synapse/install.js';
import { CURRENT_RELEASE, OLD_RELEASES, type SynapseRelease } from '../synapse/releases.js';
import { startSynapse } from '../synapse/start.js';
import { startVerifier } from '../verifier/start.js';
import { type Account, checkWithNewAccount } from './check-with-new-account.js';

/** A server that was checked, in words, and what the check reported. */
export interface CheckedServer {
  readonly server: string;
  readonly token: string;
  readonly report: CheckJson;
}

/** A fault of the reference homeserver, and what a check reports of it. */
export interface CheckedFault {
  readonly fault: FaultName;
  readonly breaks: string;
  readonly report: CheckJson;
}

interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** Checks every server that can be had here: Synapse now and in the past, pymacaroons, and the reference homeserver. */
export async function checkServers(): Promise<readonly CheckedServer[]> {
  const checked: CheckedServer[] = [];
  for (const release of [CURRENT_RELEASE, ...OLD_RELEASES]) checked.push(...(await checkSynapse(release)));
  const python = installSynapse();
  const verifiers = [
    { server: 'pymacaroons 0.13.0, every caveat asked for', options: ['--guard'] },
    { server: 'pymacaroons 0.13.0 as it is', options: [] },
  ];
  for (const { server, options } of verifiers) {
    const report = await checkOnce(startVerifier(python, options), 'guest');
    checked.push({ server, token: 'macaroon of the draft', report });
  }
  const report = await checkOnce(startReference(), 'user');
  checked.push({ server: 'matrix-token serve', token: 'macaroon of the draft', report });
  return checked;
}

/** Checks the reference homeserver in every fault mode. */
export async function checkFaults(): Promise<readonly CheckedFault[]> {
  const checked: CheckedFault[] = [];
  for (const fault of FAULT_NAMES) {
    const report = await checkOnce(startReference({ faults: [fault] }), 'user');
    checked.push({ fault, breaks: FAULTS[fault].breaks, report });
  }
  return checked;
}

/** A release with a guest's token, and with a regular user's. */
async function checkSynapse(release: SynapseRelease): Promise<readonly CheckedServer[]> {
  const synapse = await startSynapse(release);
  const server = `Synapse ${release.version}`;
  try {
    const guest = await checkWithNewAccount(synapse.url, 'guest');
    const user = await checkWithNewAccount(synapse.url, 'user');
    return [
      { server, token: "guest's", report: guest },
      { server, token: "regular user's", report: user },
    ];
  } finally {
    await synapse.close();
  }
}

async function checkOnce(starting: Promise<Running>, account: Account): Promise<CheckJson> {
  const running = await starting;
  try {
    return await checkWithNewAccount(running.url, account);
  } finally {
    await running.close();
  }
}
