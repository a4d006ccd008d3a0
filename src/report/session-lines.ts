import { type Moment, momentAt } from '../caveat/time.js';
import { escapeText } from '../encoding/escape.js';
import { SESSION_LABELS } from '../wording/session.js';
import { drawLabels, type LabelledLine } from './label-list.js';
import { formatMoment } from './relative-time.js';
import type { View } from './style.js';

/** When a token ends, as JSON has it; null where nobody knows of an end. Times in ms since the epoch. */
export function expiryOf(expiresMs: number | undefined, now: number): Moment | null {
  return expiresMs === undefined ? null : momentAt(expiresMs, now);
}

/** When a token ends, in words. */
export function wordExpiry(expires: Moment | null): string {
  return expires === null ? SESSION_LABELS.noEnd : formatMoment(expires);
}

/** A device ID, which is the server's text, in words. */
export function wordDevice(deviceId: string | null): string {
  return deviceId === null ? SESSION_LABELS.none : escapeText(deviceId);
}

/** A text of three parts: what was done, its details, and the command to type next. */
export function drawSession(
  { headline, lines, next }: { headline: string; lines: readonly LabelledLine[]; next: string | undefined },
  view: View,
): string {
  const details = lines.length === 0 ? [] : [drawLabels(lines, view)];
  const command = next === undefined ? [] : ['', `${view.style.dim(`${SESSION_LABELS.next}:`)} ${next}`];
  return [headline, ...details, ...command].join('\n');
}
