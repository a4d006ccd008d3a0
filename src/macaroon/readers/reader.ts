import type { AnomalyCode } from '../../wording/anomalies.js';
import type { QuirkCode } from '../../wording/readers.js';
import type { Anomaly, Reading, WireFormat } from '../reading.js';

/**
 * What meeting one oddity leads to in one reader. `reads`: it goes on, and reads what was signed. `differs`: it goes on, but holds
 * something else than what was signed, so that the signature cannot match. The others end it.
 */
export type Effect = 'reads' | 'differs' | 'rejects' | 'hangs' | 'crashes';

/** One anomaly in its surroundings: what a rule may look at. `text` is undefined for raw bytes. */
export interface Oddity {
  readonly anomaly: Anomaly;
  readonly reading: Reading;
  readonly text: string | undefined;
}

/** An effect that hangs on more than the anomaly's code. */
export type Rule = (oddity: Oddity) => Effect;

/** What a reader does with anomalies: those listed under an effect, those with a rule; it rejects all others. */
export interface Conduct {
  readonly reads: readonly AnomalyCode[];
  readonly differs?: readonly AnomalyCode[];
  readonly crashes?: readonly AnomalyCode[];
  readonly rules?: Readonly<Partial<Record<AnomalyCode, Rule>>>;
}

/** Something that one reader stumbles over although it is no anomaly: a legal form that it does not know, a limit of its own. */
export interface Quirk {
  readonly code: QuirkCode;
  readonly effect: Effect;
  readonly applies: (reading: Reading) => boolean;
}

export type ReaderId =
  | 'pymacaroons'
  | 'libmacaroons-0.3'
  | 'libmacaroons-head'
  | 'go-macaroon'
  | 'rust-macaroon'
  | 'npm-macaroon'
  | 'npm-macaroons.js';

/** One implementation in wide use, as it was seen to behave. */
export interface Reader {
  readonly id: ReaderId;
  /** The wire formats it has. `bytes`: it takes that format raw, not as base64. */
  readonly formats: Readonly<Partial<Record<WireFormat, 'text' | 'bytes'>>>;
  /** Of tokens that are base64 text. */
  readonly text: Conduct;
  readonly v1: Conduct;
  readonly v2: Conduct;
  readonly json: Conduct;
  readonly quirks: readonly Quirk[];
}

/** A conduct that knows no anomaly: for formats that a reader does not have, or reads to the letter. */
export const STRICT: Conduct = { reads: [] };

/** What a reader does on meeting an anomaly. */
export function effectOf({ reads, differs = [], crashes = [], rules = {} }: Conduct, oddity: Oddity): Effect {
  const { code } = oddity.anomaly;
  const rule = rules[code];
  if (rule !== undefined) return rule(oddity);
  if (reads.includes(code)) return 'reads';
  if (differs.includes(code)) return 'differs';
  return crashes.includes(code) ? 'crashes' : 'rejects';
}
