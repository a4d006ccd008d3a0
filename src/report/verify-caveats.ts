import { readCaveats } from '../caveat/read.js';
import type { JudgedCaveat } from '../dialect/judge.js';
import type { Reading } from '../macaroon/reading.js';
import type { Verified } from '../verify/verify-token.js';
import { type CaveatReport, reportMacaroon } from './inspect-macaroon.js';

/** One caveat with what the verifier makes of it. The values of `nonce`, `state`, `code_verifier` and `pushkey` are masked. */
export interface JudgedCaveatReport
  extends Pick<CaveatReport, 'index' | 'text' | 'bytes' | 'party' | 'masked' | 'time'> {
  readonly state: JudgedCaveat['state'];
  readonly code: string;
  readonly reason: string;
  readonly fix?: string;
}

/** Reports every caveat of the macaroon that a verifier saw, in order, with its state. */
export function reportJudgedCaveats(
  reading: Reading,
  { macaroon, judgement }: Verified,
  now: number,
): JudgedCaveatReport[] {
  const options = { now, showValues: false };
  const { caveats } = reportMacaroon({ ...reading, macaroon }, readCaveats(macaroon.caveats), undefined, options);
  return caveats.flatMap(({ index, text, bytes, party, masked, time }) => {
    const judged = judgement.caveats[index - 1];
    if (judged === undefined) return [];
    const { state, code, reason, fix } = judged;
    return [
      {
        index,
        text,
        ...(bytes && { bytes }),
        party,
        masked,
        ...(time && { time }),
        state,
        code,
        reason,
        ...(fix !== undefined && { fix }),
      },
    ];
  });
}
