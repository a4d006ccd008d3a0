import { randomBytes } from 'node:crypto';
import { type CheckReport, checkServer, type Made } from '../../src/check/check-server.js';
import type { CheckDialect } from '../../src/check/dialect.js';
import { drawRandom } from '../../src/check/random.js';
import { createSend } from '../../src/homeserver/send.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import type { ProbeId } from '../../src/wording/check-probes.js';

export interface RunOptions {
  readonly timeoutMs?: number;
  readonly dialect?: CheckDialect;
  readonly now?: () => number;
  readonly made?: Made;
}

/** Runs a whole check of a server over HTTP, as the command does. `token` is a macaroon, unless it has a prefix. */
export async function runCheckAt(url: string, token: string, options: RunOptions = {}): Promise<CheckReport> {
  const { timeoutMs = 2000, dialect, now = Date.now, made = { kind: 'nothing' } } = options;
  let requests = 0;
  const countedFetch: typeof fetch = (...request) => {
    requests += 1;
    return fetch(...request);
  };
  return checkServer(
    {
      token,
      reading: /^[a-z]{3}_/.test(token) ? null : decodeMacaroon(token),
      homeserver: { baseUrl: url, apiVersion: 'v3' },
      dialect,
      made,
    },
    {
      send: createSend({ timeoutMs, fetch: countedFetch }),
      now,
      random: drawRandom(randomBytes),
      countRequests: () => requests,
    },
  );
}

/** The verdict of a report, its exit code, and the probes that did not pass. */
export function summaryOf({ json, exit }: CheckReport) {
  return { verdict: json.verdict, exit, failed: probesWith(json, 'fail'), warnings: json.warnings };
}

/** The probes of a report that have this outcome. */
export function probesWith({ probes }: CheckReport['json'], outcome: string): readonly ProbeId[] {
  return probes.filter((probe) => probe.outcome === outcome).map(({ id }) => id);
}
