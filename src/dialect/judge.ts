import { type ReadCaveat, readCaveats } from '../caveat/read.js';
import { deriveKey } from '../macaroon/chain.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { quote } from '../wording/quote.js';
import { type Coverage, coverageOf } from './coverage.js';
import { type Accepted, decide } from './decide.js';
import type { Account, Dialect, Grant, Objection, Purpose, ServerAnswer, Situation, Verdict } from './dialect.js';
import { type Reason, reasonFor } from './reason.js';
import { malformed, unknown, unmet } from './rules.js';

export interface JudgeInput {
  readonly macaroon: Macaroon;
  readonly dialect: Dialect;
  /** The server's clock, in ms. */
  readonly now: number;
  /** What the token is presented for; `access` unless said. */
  readonly purpose?: Purpose;
  /** Whom the token must be for, where the request is about one user. */
  readonly user?: string;
  /** What is known of the user's account; unless said, it is taken to be what the token wants. */
  readonly account?: Account;
  /** The issuer's root key as configured; without it the signature is not checked. */
  readonly key?: Uint8Array;
  /** What is known of the signature already: instead of `key`. */
  readonly coverage?: Coverage;
  /** The verdicts on third-party caveats, by number, where discharges were given; a dialect that takes none does not look. */
  readonly thirdParty?: ReadonlyMap<number, Verdict>;
}

/** What a verifier makes of a macaroon. */
export interface Judgement {
  /** The `id` of the dialect. */
  readonly dialect: string;
  readonly accepted: Accepted;
  /** Whose the token is and what for; of force only where it is accepted. */
  readonly grant: Grant;
  /** Every caveat, in order. */
  readonly caveats: readonly JudgedCaveat[];
  readonly signature: Coverage;
  /** All that speaks against accepting it: the signature first, then the token as a whole, then single caveats. */
  readonly objections: readonly Objection[];
  /** What the server answers, where the dialect knows and the judgement is not `undetermined`. */
  readonly answer?: ServerAnswer;
}

export interface JudgedCaveat extends Reason {
  readonly index: number;
  /** `unsigned`: the key shows that the signature does not cover it. */
  readonly state: Verdict['state'] | 'unsigned';
}

/**
 * Plays a verifier: says of every caveat whether it is met and why, whether the signature holds, and whether the token is accepted.
 * Does not look up users, devices or stored tokens. Pure; never throws.
 */
export function judge(input: JudgeInput): Judgement {
  const { macaroon, dialect, now, purpose = 'access', user, account } = input;
  const read = readCaveats(macaroon.caveats);
  const grant = dialect.readGrant(read);
  const situation = { now, purpose, grant, ...(user !== undefined && { user }) };
  const verdicts = read.map((caveat) => applyRules(caveat, dialect, situation, input.thirdParty));
  const notMet = verdicts.flatMap(({ state }, position) => (state === 'met' ? [] : [position + 1]));
  const signature = findCoverage(input, notMet);
  const presented = { version: macaroon.version, caveats: read, grant, ...(account !== undefined && { account }) };
  const whole = dialect.requirements.flatMap((requirement) => requirement(presented) ?? []);
  const { accepted, objections } = decide(dialect.verification, { verdicts, signature, whole });
  const judged = verdicts.map((verdict, position) => judgeCaveat(verdict, position + 1, dialect, signature));
  const answer = accepted === 'undetermined' ? undefined : dialect.answer?.(accepted === 'yes', objections, grant);
  const judgement = { dialect: dialect.id, accepted, grant, caveats: judged, signature, objections };
  return answer === undefined ? judgement : { ...judgement, answer };
}

function findCoverage({ macaroon, key, coverage }: JudgeInput, suspects: readonly number[]): Coverage {
  return coverage ?? coverageOf(macaroon, key === undefined ? undefined : deriveKey(key), suspects);
}

function applyRules(
  caveat: ReadCaveat,
  { rules }: Dialect,
  situation: Situation,
  thirdParty: JudgeInput['thirdParty'],
): Verdict {
  for (const rule of rules) {
    const verdict = rule(caveat, situation);
    if (verdict !== undefined) return verdict;
  }
  switch (caveat.form) {
    case 'statement':
      return unknown('key-unknown', { key: quote(caveat.key) });
    case 'malformed':
      return malformed('not-the-grammar', { byte: caveat.byte });
    case 'not-text':
      return malformed('not-text', {});
    case 'third-party':
      return thirdParty?.get(caveat.index) ?? unmet('third-party', {});
  }
}

function judgeCaveat(verdict: Verdict, index: number, { verification }: Dialect, signature: Coverage): JudgedCaveat {
  const { state, code, reason, fix } = verdict;
  if (signature.state !== 'unsigned' || !signature.caveats.includes(index)) {
    return { index, state, code, reason, ...(fix !== undefined && { fix }) };
  }
  const isSkipped = verification === 'met-caveats' && state !== 'met' && verdict.aborts !== true;
  return { index, state: 'unsigned', ...reasonFor(isSkipped ? 'unsigned-unnoticed' : 'unsigned', {}) };
}
