import type { Account, Dialect, Objection, Purpose, Seen } from '../dialect/dialect.js';
import { type JudgeInput, type Judgement, judge } from '../dialect/judge.js';
import { objection } from '../dialect/rules.js';
import type { ChainKey } from '../key/chain-keys.js';
import type { KeySource } from '../key/root-key.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import type { OpenCaveatKey } from '../macaroon/third-party.js';
import { KEY_NAMES, nameKey } from '../wording/keys.js';
import { checkDischarges } from './discharge.js';
import { findKey } from './find-key.js';

/** What a verifier is played with. */
export interface Circumstances {
  /** The keys to try, in order. Without any, the signature is not checked. */
  readonly keys: readonly ChainKey[];
  /** What the server's configuration makes it use; null where there is none, so that the keys given are taken for the server's. */
  readonly inForce: KeySource | null;
  /** The server's clock, in ms. */
  readonly now: number;
  readonly purpose?: Purpose;
  readonly user?: string;
  readonly account?: Account;
  readonly discharges?: { readonly macaroons: readonly Macaroon[]; readonly open: OpenCaveatKey };
}

/** What a verifier makes of a token, and the key that explains it. */
export interface Verified {
  readonly dialect: Dialect;
  /** The macaroon as this verifier's reader sees it. */
  readonly macaroon: Macaroon;
  readonly key: ChainKey | null;
  readonly judgement: Judgement;
}

/**
 * Replays a server's verifier: reads the token as that server does, finds the key that signed it, and judges it with that key. `text` is
 * the token as it is sent, `macaroon` our own reading of it. Refuses where another key is in force than signed it. Asks no server. Pure.
 */
export function verifyToken(text: string, macaroon: Macaroon, dialect: Dialect, given: Circumstances): Verified {
  const seen = dialect.readText?.(text) ?? { state: 'same' };
  const read = seen.state === 'read' ? seen.macaroon : macaroon;
  const base = judgeInput(read, dialect, given);
  const { key, coverage } = findKey(read, given.keys, () => notMet(judge(base)));
  const chainKey = (key ?? given.keys[0])?.bytes;
  const thirdParty = checkThirdParty(base, chainKey, given);
  const judgement = judge({
    ...base,
    coverage,
    ...(thirdParty && { thirdParty: thirdParty.verdicts }),
  });
  const ofSignature = judgement.objections.filter(isOfSignature);
  const objections = [
    ...keyObjections(key, dialect, given),
    ...ofSignature,
    ...(seen.state === 'refused' ? [seen.objection] : []),
    ...judgement.objections.slice(ofSignature.length),
    ...unusedObjections(thirdParty?.unused ?? []),
  ];
  return { dialect, macaroon: read, key, judgement: refuseFor(objections, judgement, dialect, seen) };
}

function judgeInput(macaroon: Macaroon, dialect: Dialect, given: Circumstances): JudgeInput {
  const { now, purpose, user, account } = given;
  return {
    macaroon,
    dialect,
    now,
    ...(purpose !== undefined && { purpose }),
    ...(user !== undefined && { user }),
    ...(account !== undefined && { account }),
  };
}

/** A judgement has these first. */
function isOfSignature({ code }: Objection): boolean {
  return code.startsWith('signature-');
}

function notMet({ caveats }: Judgement): number[] {
  return caveats.flatMap(({ state, index }) => (state === 'met' ? [] : [index]));
}

function checkThirdParty(base: JudgeInput, chainKey: Uint8Array | undefined, { discharges }: Circumstances) {
  if (discharges === undefined || chainKey === undefined || base.dialect.verification !== 'every-caveat')
    return undefined;
  const { macaroons, open } = discharges;
  const findUnmet = (macaroon: Macaroon) =>
    judge({ ...base, macaroon }).caveats.find(({ state, code }) => state !== 'met' && code !== 'third-party');
  return checkDischarges({ macaroon: base.macaroon, chainKey, discharges: macaroons, open, findUnmet });
}

/** A configured server has one key; that another one explains the signature does not help the token. */
function keyObjections(key: ChainKey | null, { verification }: Dialect, { keys, inForce }: Circumstances): Objection[] {
  const [first] = keys;
  if (key === null || first === undefined || verification === 'exact-text') return [];
  const { standing } = key.root;
  if (standing === 'given') return [];
  if (standing === 'in-force') {
    return key.mistake === null ? [] : [objection('key-read-otherwise', { inForce: nameKey(key.root) })];
  }
  const name = inForce === null ? nameKey(first.root) : KEY_NAMES[inForce];
  return [objection('key-not-in-force', { signedWith: nameKey(key.root), inForce: name })];
}

function unusedObjections(discharges: readonly number[]): Objection[] {
  return discharges.length === 0 ? [] : [objection('discharge-unused', { discharges })];
}

function refuseFor(objections: readonly Objection[], judgement: Judgement, dialect: Dialect, seen: Seen): Judgement {
  if (objections.length === judgement.objections.length) return judgement;
  const answer = seen.state === 'refused' ? seen.answer : dialect.answer?.(false, objections, judgement.grant);
  return { ...judgement, accepted: 'no', objections, ...(answer && { answer }) };
}
