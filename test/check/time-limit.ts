import type { FaultName } from '../../src/reference/faults/index.js';

const KEEP_WAITING: readonly FaultName[] = ['slow', 'rate-limited'];

/**
 * How long a request of a check may take, in ms: short where a fault keeps it waiting; elsewhere the limit only ends a
 * hang, and must not end an answer that is late on a busy machine.
 */
export function timeLimitFor(faults: readonly FaultName[]): number {
  return faults.some((fault) => KEEP_WAITING.includes(fault)) ? 250 : 10_000;
}
