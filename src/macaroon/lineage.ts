import { asBuffer } from '../encoding/utf8.js';
import { signCaveat } from './chain.js';
import { type Caveat, type Macaroon, SIGNATURE_BYTES } from './macaroon.js';

/** Where one of many macaroons comes from: positions in the list. */
export interface Lineage {
  /** The nearest of the others that this one was made from by adding caveats; null where none is there. */
  readonly parent: number | null;
  /** The first that has the same content and signature; null for the first itself. */
  readonly sameAs: number | null;
}

/** The macaroons that begin with the same identifier and caveats, as a tree: a node for each further caveat. */
interface Node {
  readonly children: Map<string, Child>;
  /** The macaroons that end here. */
  readonly members: number[];
}

interface Child extends Node {
  readonly caveat: Caveat;
}

/** A node still to visit, and the signatures that chains from above have reached before its caveat, each with its macaroon. */
interface Visit {
  readonly node: Node | Child;
  readonly reached: ReadonlyMap<string, number>;
}

/**
 * Finds each macaroon's parent among many, and duplicates, without any key. Signs along the tree of shared caveats, each step
 * once for all macaroons below: for tokens of one issuer that is no more work than to verify each. A parent has fewer caveats, so there
 * are no cycles. Macaroons with a damaged signature have no parent and are none. Pure; never throws.
 */
export function findParents(macaroons: readonly Macaroon[]): Lineage[] {
  const lineages: Lineage[] = macaroons.map(() => ({ parent: null, sameAs: null }));
  const open: Visit[] = plantTrees(macaroons).map((node) => ({ node, reached: new Map() }));
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node } = visit;
    const reached = 'caveat' in node ? signAll(visit.reached, node.caveat) : new Map(visit.reached);
    const found = new Map<string, number>();
    for (const member of node.members) {
      const signature = keyOf(macaroons[member]?.signature);
      lineages[member] = { parent: reached.get(signature) ?? null, sameAs: found.get(signature) ?? null };
      if (!found.has(signature)) found.set(signature, member);
    }
    for (const [signature, member] of found) reached.set(signature, member);
    for (const child of node.children.values()) open.push({ node: child, reached });
  }
  return lineages;
}

/** The trees' roots, one for each identifier. */
function plantTrees(macaroons: readonly Macaroon[]): Node[] {
  const roots = new Map<string, Node>();
  for (const [index, { identifier, caveats, signature }] of macaroons.entries()) {
    if (signature.length !== SIGNATURE_BYTES) continue;
    let node = entry(roots, keyOf(identifier), grow);
    for (const caveat of caveats) node = entry(node.children, caveatKey(caveat), () => ({ ...grow(), caveat }));
    node.members.push(index);
  }
  return [...roots.values()];
}

function grow(): Node {
  return { children: new Map(), members: [] };
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function signAll(reached: ReadonlyMap<string, number>, caveat: Caveat): Map<string, number> {
  return new Map([...reached].map(([key, member]) => [keyOf(signCaveat(Buffer.from(key, 'latin1'), caveat)), member]));
}

function caveatKey(caveat: Caveat): string {
  const identifier = keyOf(caveat.identifier);
  return caveat.party === 'first'
    ? `1${identifier}`
    : `3${caveat.verificationId.length}:${keyOf(caveat.verificationId)}${identifier}`;
}

/** Bytes as a text, one character each, to look them up by. */
function keyOf(bytes: Uint8Array = new Uint8Array()): string {
  return asBuffer(bytes).toString('latin1');
}
