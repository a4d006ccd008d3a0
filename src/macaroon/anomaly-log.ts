import { MAX_ANOMALIES } from '../encoding/text-anomaly.js';
import { failure, type MatrixTokenError } from '../errors.js';
import { type AnomalyCode, expectation, isRefused } from '../wording/anomalies.js';
import type { Anomaly, AnomalyDetail, Reading, Report } from './reading.js';

/** `strict` throws at the first anomaly that a strict reader refuses; `recover` collects them all. */
export type Mode = 'strict' | 'recover';

/** Takes the anomalies of one token: the only place where strict and recovering reading differ. */
export class AnomalyLog {
  readonly #list: Anomaly[] = [];
  readonly #mode: Mode;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  /** What was reported so far, the text's before the decoded bytes', each in the order of its bytes. */
  get anomalies(): readonly Anomaly[] {
    const layer = ({ in: within }: Anomaly) => (within === 'text' ? 0 : 1);
    return this.#list.toSorted((a, b) => layer(a) - layer(b) || a.byte - b.byte);
  }

  /** The callback to hand to a reader whose offsets are into the text, or into the decoded bytes. */
  reportIn(within: Anomaly['in']): Report {
    return (code, byte, detail = {}) => {
      if (this.#mode === 'strict' && isRefused(code)) throw anomalous(anomaly(code, within, byte, detail));
      if (this.#list.length < MAX_ANOMALIES) this.#list.push(anomaly(code, within, byte, detail));
    };
  }
}

function anomaly(
  code: AnomalyCode,
  within: Anomaly['in'],
  byte: number,
  { count = 0, caveat }: AnomalyDetail,
): Anomaly {
  const base = { code, in: within, byte, expected: expectation(code, count), count };
  return caveat === undefined ? base : { ...base, caveat };
}

/** Throws `ERR_MACAROON_ANOMALOUS` for the first anomaly that a strict reader refuses, where a macaroon was read leniently. */
export function refuseAnomalies({ anomalies }: Pick<Reading, 'anomalies'>): void {
  const refused = anomalies.find(({ code }) => isRefused(code));
  if (refused !== undefined) throw anomalous(refused);
}

/** The error that refuses a macaroon for an anomaly. */
function anomalous({ code, in: within, byte, expected, count }: Anomaly): MatrixTokenError {
  return failure('ERR_MACAROON_ANOMALOUS', { anomaly: code, in: within, byte, expected, count });
}
