import { BINARY_ANOMALIES } from './anomalies/binary.js';
import { CONTENT_ANOMALIES } from './anomalies/content.js';
import { JSON_ANOMALIES } from './anomalies/json.js';
import { TEXT_ANOMALIES } from './anomalies/text.js';
import type { AnomalySeverity, AnomalyWording } from './anomalies/wording.js';

export type { AnomalySeverity } from './anomalies/wording.js';

/** Everything odd that a reader can report about a macaroon, by its stable code. */
export const ANOMALIES = {
  ...TEXT_ANOMALIES,
  ...CONTENT_ANOMALIES,
  ...BINARY_ANOMALIES,
  ...JSON_ANOMALIES,
};

export type AnomalyCode = keyof typeof ANOMALIES;

/** What was expected where there is no macaroon at all. */
export const EXPECTED = {
  macaroon: 'a macaroon: a V1 packet length, the V2 version byte 02, or "{"',
  oneMacaroon: 'one macaroon, not a JSON list of them (pass one at a time)',
} as const;

/** An anomaly's code, the place it is at, and the number its wording speaks of: what its wording needs to know. */
interface Place {
  readonly code: AnomalyCode;
  readonly in: 'text' | 'decoded';
  readonly byte: number;
  readonly count: number;
}

/** Whether the strict reader refuses an anomaly, which also makes a token unfit to be attenuated. */
export function isRefused(code: AnomalyCode): boolean {
  return ANOMALIES[code].refusedWhenStrict;
}

/** What should have been at the anomaly's byte. */
export function expectation(code: AnomalyCode, count: number): string {
  return fill(ANOMALIES[code].expected, count);
}

/** Puts an anomaly into words: what is wrong and where, and what to do. Holds nothing of the token itself. */
export function wordAnomaly(anomaly: Place): { severity: AnomalySeverity; message: string; fix: string } {
  const { severity, message, fix } = ANOMALIES[anomaly.code];
  return { severity, message: `${fill(message, anomaly.count)} (${wordPlace(anomaly)})`, fix };
}

/** `byte 57 of the decoded token`. */
export function wordPlace({ in: within, byte }: Pick<Place, 'in' | 'byte'>): string {
  return within === 'text' ? `byte ${byte}` : `byte ${byte} of the decoded token`;
}

function fill(text: AnomalyWording['message'], count: number): string {
  return typeof text === 'string' ? text : text(count);
}
