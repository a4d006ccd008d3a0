import type { Verdict } from '../dialect/dialect.js';
import { met, unmet } from '../dialect/rules.js';
import { bindSignature, signatureSteps } from '../macaroon/chain.js';
import type { Macaroon, ThirdPartyCaveat } from '../macaroon/macaroon.js';
import type { OpenCaveatKey } from '../macaroon/third-party.js';
import { isSignature } from '../macaroon/verify.js';

export interface DischargeInput {
  readonly macaroon: Macaroon;
  /** The key of the macaroon's chain. */
  readonly chainKey: Uint8Array;
  readonly discharges: readonly Macaroon[];
  readonly open: OpenCaveatKey;
  /** What the verifier makes of a discharge's own first-party caveats: the first that is not met, if any. */
  readonly findUnmet: (discharge: Macaroon) => { readonly index: number; readonly reason: string } | undefined;
}

/** What became of third-party caveats. */
export interface Discharged {
  /** The verdict on each third-party caveat, by its number from 1. */
  readonly verdicts: ReadonlyMap<number, Verdict>;
  /** The discharges that no caveat asks for, by their number from 1: most libraries refuse the token for them. */
  readonly unused: readonly number[];
}

/**
 * Checks the discharges of a macaroon's third-party caveats, those of discharges included: whether there is one, whether the third party
 * made it, and whether it is bound to this macaroon as it is now. Each discharge is good for one caveat, as in Go and npm `macaroon`.
 */
export function checkDischarges(input: DischargeInput): Discharged {
  const { macaroon, chainKey, discharges } = input;
  const context: Context = { ...input, steps: signatureSteps(chainKey, macaroon), used: new Set() };
  const verdicts = checkCaveats(context, macaroon, chainKey);
  const unused = discharges.flatMap((discharge, position) => (context.used.has(discharge) ? [] : [position + 1]));
  return { verdicts, unused };
}

interface Context extends DischargeInput {
  /** The signatures of the root macaroon after each of its caveats. */
  readonly steps: readonly Uint8Array[];
  /** Keeps circles from going on forever. */
  readonly used: Set<Macaroon>;
}

function checkCaveats(context: Context, holder: Macaroon, key: Uint8Array): Map<number, Verdict> {
  const steps = signatureSteps(key, holder);
  const verdicts = new Map<number, Verdict>();
  for (const [position, caveat] of holder.caveats.entries()) {
    const signature = steps[position];
    if (caveat.party === 'first' || signature === undefined) continue;
    verdicts.set(position + 1, checkCaveat(context, holder, caveat, signature));
  }
  return verdicts;
}

function checkCaveat(context: Context, holder: Macaroon, caveat: ThirdPartyCaveat, signature: Uint8Array): Verdict {
  const { discharges, open, used } = context;
  const key = open(caveat, signature);
  if (key === undefined) return unmet('discharge-key-sealed', {});
  const fitting = discharges.filter(({ identifier }) => Buffer.compare(identifier, caveat.identifier) === 0);
  if (fitting.length === 0) return unmet('third-party', {});
  const discharge = fitting.find((candidate) => !used.has(candidate));
  if (discharge === undefined) return unmet('discharge-used', {});
  used.add(discharge);
  return checkBinding(context, holder, discharge, key) ?? checkOwnCaveats(context, discharge, key);
}

/** Undefined where the discharge is the third party's and bound to the root macaroon. */
function checkBinding(
  { macaroon, steps }: Context,
  holder: Macaroon,
  discharge: Macaroon,
  key: Uint8Array,
): Verdict | undefined {
  const own = signatureSteps(key, discharge).at(-1) ?? key;
  const isBoundTo = (signature: Uint8Array) => isSignature(discharge.signature, bindSignature(signature, own));
  if (isBoundTo(macaroon.signature)) return undefined;
  if (isSignature(discharge.signature, own)) return unmet('discharge-unbound', {});
  if (holder !== macaroon && isBoundTo(holder.signature)) return unmet('discharge-bound-to-parent', {});
  const step = steps.findIndex(isBoundTo);
  return step >= 0 ? unmet('discharge-bound-before', { caveat: step + 1 }) : unmet('discharge-mismatch', {});
}

function checkOwnCaveats(context: Context, discharge: Macaroon, key: Uint8Array): Verdict {
  const nested = [...checkCaveats(context, discharge, key)].find(([, { state }]) => state !== 'met');
  if (nested !== undefined) return unmet('discharge-caveat', { caveat: nested[0], reason: nested[1].reason });
  const unmetOwn = context.findUnmet(discharge);
  if (unmetOwn === undefined) return met('discharged', {});
  return unmet('discharge-own-caveat', { caveat: unmetOwn.index, reason: unmetOwn.reason });
}
