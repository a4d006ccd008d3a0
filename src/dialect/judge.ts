import { type ReadCaveat, readCaveats } from '../caveat/read.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { quote } from '../wording/quote.js';
import { type Coverage, coverageOf } from './coverage.js';
import type { Dialect, Grant, Objection, Purpose, Situation, Verdict } from './dialect.js';
import { type Reason, reasonFor } from './reason.js';
import { malformed, objection, unknown, unmet } from './rules.js';

export interface JudgeInput {
  readonly macaroon: Macaroon;
  readonly dialect: Dialect;
  /** The server's clock, in ms. */
  readonly now: number;
  /** What the token is presented for; `access` unless said. */
  readonly purpose?: Purpose;
  /** Whom the token must be for, where the request is about one user. */
  readonly user?: string;
  /** The issuer's root key as configured; without it the signature is not checked. */
  readonly key?: Uint8Array;
}

/** What a verifier makes of a macaroon. */
export interface Judgement {
  /** The `id` of the dialect. */
  readonly dialect: string;
  /** `undetermined`: nothing speaks against it, but without the key the signature is unknown. */
  readonly accepted: 'yes' | 'no' | 'undetermined';
  /** Whose the token is and what for; of force only where it is accepted. */
  readonly grant: Grant;
  /** Every caveat, in order. */
  readonly caveats: readonly JudgedCaveat[];
  readonly signature: Coverage;
  /** All that speaks against accepting it: the signature first, then the token as a whole, then single caveats. */
  readonly objections: readonly Objection[];
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
export function judge({ macaroon, dialect, now, purpose = 'access', user, key }: JudgeInput): Judgement {
  const read = readCaveats(macaroon.caveats);
  const grant = dialect.readGrant(read);
  const situation = { now, purpose, grant, ...(user !== undefined && { user }) };
  const signature = coverageOf(macaroon, key);
  const caveats = read.map((caveat) => judgeCaveat(caveat, dialect, situation, signature));
  const objections = [
    ...signatureObjections(signature),
    ...dialect.requirements.flatMap((requirement) => requirement(read, grant) ?? []),
    ...caveats.filter(({ state }) => state !== 'met').map(toObjection),
  ];
  const accepted = objections.length > 0 ? 'no' : signature.state === 'valid' ? 'yes' : 'undetermined';
  return { dialect: dialect.id, accepted, grant, caveats, signature, objections };
}

function judgeCaveat(caveat: ReadCaveat, dialect: Dialect, situation: Situation, signature: Coverage): JudgedCaveat {
  const { index } = caveat;
  if (signature.state === 'appended' && index > signature.signed) {
    return { index, state: 'unsigned', ...reasonFor('unsigned', {}) };
  }
  return { index, ...applyRules(caveat, dialect, situation) };
}

function applyRules(caveat: ReadCaveat, { rules }: Dialect, situation: Situation): Verdict {
  if (caveat.form === 'third-party') return unmet('third-party', {});
  if (caveat.form === 'not-text') return malformed('not-text', {});
  for (const rule of rules) {
    const verdict = rule(caveat, situation);
    if (verdict !== undefined) return verdict;
  }
  return caveat.form === 'malformed'
    ? malformed('not-the-grammar', { byte: caveat.byte })
    : unknown('key-unknown', { key: quote(caveat.key) });
}

function signatureObjections(signature: Coverage): Objection[] {
  if (signature.state === 'appended') return [objection('signature-appended', { signed: signature.signed })];
  return signature.state === 'invalid' ? [objection('signature-invalid', {})] : [];
}

function toObjection({ index, code, reason, fix }: JudgedCaveat): Objection {
  return { code, reason, ...(fix !== undefined && { fix }), caveats: [index] };
}
