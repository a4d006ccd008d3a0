import type { Dialect } from '../dialect/dialect.js';
import type { Judgement } from '../dialect/judge.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { ReasonCode } from '../wording/judgement.js';
import type { Misleading } from '../wording/verify.js';

/**
 * What a verification comes to. `ground`, of a refusal, is the first of these that applies:
 * - `signature`: the signature or the key
 * - `unreadable`: the server's own reader cannot read the token
 * - `content`: a caveat, or what the token as a whole says
 * - `user`: it is accepted, but for another user than asked for
 */
export interface Verdict {
  readonly state: 'accepted' | 'refused' | 'undetermined';
  readonly ground: 'unreadable' | 'signature' | 'content' | 'user' | null;
}

const OF_THE_SIGNATURE: ReadonlySet<ReasonCode> = new Set([
  'key-not-in-force',
  'key-read-otherwise',
  'signature-unsigned',
  'signature-truncated',
  'signature-mismatch',
]);

/** Sums a judgement up. `user` is whom the token must be for, if that was asked. */
export function reachVerdict(judgement: Judgement, user: string | undefined): Verdict {
  const { accepted, objections, signature, grant } = judgement;
  if (accepted === 'yes') {
    const isAnother = user !== undefined && grant.userId !== user;
    return isAnother ? { state: 'accepted', ground: 'user' } : { state: 'accepted', ground: null };
  }
  const codes = objections.map(({ code }) => code);
  const state = accepted === 'no' ? 'refused' : 'undetermined';
  const isBroken = signature.state === 'mismatch' || signature.state === 'truncated';
  if (isBroken || codes.some((code) => OF_THE_SIGNATURE.has(code))) return { state, ground: 'signature' };
  if (codes.includes('text-unreadable')) return { state, ground: 'unreadable' };
  return { state, ground: codes.length > 0 ? 'content' : null };
}

const EXIT_BY_GROUND = { unreadable: EXIT.notAToken, signature: EXIT.key, content: EXIT.caveat, user: EXIT.caveat };

/** The exit code of a verdict: the signature goes before the caveats, since a token that nobody signed may say anything. */
export function exitOf({ state, ground }: Verdict): ExitCode {
  if (ground !== null) return EXIT_BY_GROUND[ground];
  return state === 'accepted' ? EXIT.ok : EXIT.inconclusive;
}

const BLAMES_SIGNATURE = 'Signatures do not match';

/** In which way the server's answer or log says something else than what is the matter; null where it does not. */
export function findMisleading(judgement: Judgement, { verification }: Dialect): Misleading | null {
  const { accepted, answer, signature, objections } = judgement;
  if (accepted === 'yes') return signature.state === 'unsigned' ? 'unsigned-unnoticed' : null;
  if (accepted === 'undetermined') return verification === 'exact-text' ? 'caveats-not-looked-at' : null;
  if (typeof answer?.log !== 'string') return null;
  const isSignature = objections.some(({ code }) => OF_THE_SIGNATURE.has(code));
  if (answer.log.includes(BLAMES_SIGNATURE)) return isSignature ? null : 'log-blames-signature';
  return isSignature ? 'log-hides-signature' : null;
}
