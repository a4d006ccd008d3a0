import type { Coverage } from './coverage.js';
import type { Objection, Verdict, Verification } from './dialect.js';
import { objection } from './rules.js';

/** `undetermined`: nothing found speaks against it, but what would settle it was not there (the key, the server's database). */
export type Accepted = 'yes' | 'no' | 'undetermined';

export interface Decision {
  readonly accepted: Accepted;
  readonly objections: readonly Objection[];
}

/** What is known of a token when it comes to the decision. `verdicts` are of its caveats, in order. */
export interface Evidence {
  readonly verdicts: readonly Verdict[];
  readonly signature: Coverage;
  /** What speaks against the token as a whole. */
  readonly whole: readonly Objection[];
}

/** Decides as a verifier of this kind does. Pure. */
export function decide(verification: Verification, evidence: Evidence): Decision {
  switch (verification) {
    case 'every-caveat':
      return decideByEveryCaveat(evidence);
    case 'met-caveats':
      return decideByMetCaveats(evidence);
    case 'exact-text':
      return decideByText(evidence);
  }
}

function decideByEveryCaveat({ verdicts, signature, whole }: Evidence): Decision {
  const objections = [...signatureObjections(signature), ...whole, ...caveatObjections(verdicts, signature, isNotMet)];
  if (objections.length > 0) return { accepted: 'no', objections };
  return { accepted: signature.state === 'valid' ? 'yes' : 'undetermined', objections };
}

/**
 * The chain is computed over the caveats that are met and compared once, at the end. So a caveat that is not met breaks the chain
 * when it is signed, and goes unnoticed when it is not; without the key, nobody can tell which.
 */
function decideByMetCaveats({ verdicts, signature, whole }: Evidence): Decision {
  const fatal = [...whole, ...caveatObjections(verdicts, signature, ({ aborts }) => aborts === true)];
  if (signature.state === 'skipped') {
    const objections = [...whole, ...caveatObjections(verdicts, signature, isNotMet)];
    return { accepted: fatal.length > 0 ? 'no' : 'undetermined', objections };
  }
  if (fatal.length === 0 && isChainOfTheMet(verdicts, signature)) return { accepted: 'yes', objections: [] };
  const objections = [...signatureObjections(signature), ...whole, ...caveatObjections(verdicts, signature, isNotMet)];
  return { accepted: 'no', objections };
}

/** The stored text is what counts, and only the server has it. */
function decideByText({ whole }: Evidence): Decision {
  return { accepted: whole.length > 0 ? 'no' : 'undetermined', objections: whole };
}

function isChainOfTheMet(verdicts: readonly Verdict[], signature: Coverage): boolean {
  if (signature.state !== 'valid' && signature.state !== 'unsigned') return false;
  const unsigned = unsignedOnes(signature);
  return verdicts.every((verdict, position) => isNotMet(verdict) === unsigned.has(position + 1));
}

function unsignedOnes(signature: Coverage): ReadonlySet<number> {
  return new Set(signature.state === 'unsigned' ? signature.caveats : []);
}

function isNotMet({ state }: Verdict): boolean {
  return state !== 'met';
}

function signatureObjections(signature: Coverage): Objection[] {
  switch (signature.state) {
    case 'unsigned':
      return [objection('signature-unsigned', { caveats: signature.caveats }, signature.caveats)];
    case 'truncated':
      return [objection('signature-truncated', { bytes: signature.bytes })];
    case 'mismatch':
      return [objection('signature-mismatch', {})];
    default:
      return [];
  }
}

/** One objection for each caveat `isAtFault`. What an unsigned one says does not matter, unless it stops the verifier. */
function caveatObjections(
  verdicts: readonly Verdict[],
  signature: Coverage,
  isAtFault: (verdict: Verdict) => boolean,
): Objection[] {
  const unsigned = unsignedOnes(signature);
  return verdicts.flatMap((verdict, position): Objection[] => {
    const index = position + 1;
    if (!isAtFault(verdict) || (unsigned.has(index) && verdict.aborts !== true)) return [];
    const { code, reason, fix } = verdict;
    return [{ code, reason, ...(fix !== undefined && { fix }), caveats: [index] }];
  });
}
