import { familyOf } from './family.js';
import type { Refusal } from './layer.js';
import { beginsMacaroon, looksLikeMacaroon } from './sniff.js';

const SHORTEST = 16;

/**
 * Finds out whether an unwrapped text is more than one token, or no token at all because of a blank in it.
 * A macaroon that was wrapped over lines is one token; its white space is an anomaly of its encoding.
 */
export function findSecondToken(text: string): Refusal | undefined {
  if (/^[{[]/.test(text)) return undefined;
  const pieces = [...text.matchAll(/[^\s,;|]+/g)];
  const second = pieces.slice(1).find(([piece]) => beginsToken(piece));
  if (second !== undefined) return { kind: 'several', at: second.index };
  const blank = text.search(/\s/);
  if (blank === -1 || looksLikeMacaroon(text)) return undefined;
  const [next] = text.slice(blank).match(/\S+/) ?? [''];
  const at = text.indexOf(next, blank);
  if (blank >= SHORTEST && next.length >= SHORTEST) return { kind: 'several', at };
  return { kind: 'not-a-token', at: blank, expected: 'no blank within a token' };
}

function beginsToken(piece: string): boolean {
  if (piece.length < SHORTEST) return false;
  return familyOf(piece) !== undefined || beginsMacaroon(piece) || /^eyJ[\w-]+\.eyJ/.test(piece);
}
