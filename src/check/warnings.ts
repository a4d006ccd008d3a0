import type { Macaroon } from '../macaroon/macaroon.js';
import { CHECK_NOTES } from '../wording/check.js';
import { readOwnUserId } from './dialect.js';
import type { ProbeResult } from './result.js';
import type { CheckRun } from './run.js';

const CLOCK_TOLERANCE_MS = 60_000;

/** What is worth knowing beside the verdict, from what was observed. */
export function collectWarnings(run: CheckRun, macaroon: Macaroon | null): readonly string[] {
  return [...warnOfProbes(run.results), ...warnOfUser(run, macaroon), ...warnOfClock(run)];
}

function warnOfProbes(results: readonly ProbeResult[]): readonly string[] {
  const observed = new Map(results.map(({ id, observed }) => [id, observed]));
  const time = observed.get('time-less-first');
  const user = observed.get('user-self-first');
  const warnings: string[] = [];
  if (time === 'rejected' && user === 'accepted') warnings.push(CHECK_NOTES.timeUnsupported);
  if (time === 'accepted' && user === 'rejected') warnings.push(CHECK_NOTES.userUnsupported);
  if (time === 'accepted' && observed.get('time-greater-past') === 'rejected') {
    warnings.push(CHECK_NOTES.timeGreaterUnknown);
  }
  return warnings;
}

function warnOfUser({ userId }: CheckRun, macaroon: Macaroon | null): readonly string[] {
  const own = macaroon === null ? undefined : readOwnUserId(macaroon);
  return own !== undefined && userId !== null && own !== userId ? [CHECK_NOTES.userDiffers] : [];
}

function warnOfClock({ ownTime, serverTime }: CheckRun): readonly string[] {
  if (serverTime === null || Math.abs(serverTime - ownTime) <= CLOCK_TOLERANCE_MS) return [];
  return [CHECK_NOTES.clock(Math.round((serverTime - ownTime) / 1000))];
}
