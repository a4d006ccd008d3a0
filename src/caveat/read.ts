import { decodeUtf8 } from '../encoding/utf8.js';
import type { Caveat } from '../macaroon/macaroon.js';
import { type Malformed, parseCaveat, type Statement } from './parse.js';

/** One caveat of a macaroon, read once for everyone: effective rights, lint, description and judgement all start here. */
export type ReadCaveat = StatementCaveat | MalformedCaveat | NotTextCaveat | ThirdPartyCaveat;

/** `index` counts from 1, as all output does. */
export type StatementCaveat = Statement & { readonly index: number; readonly text: string };
export type MalformedCaveat = Malformed & { readonly index: number; readonly text: string };

/** A first-party caveat whose bytes are not UTF-8, so no server that reads text can know it. */
export interface NotTextCaveat {
  readonly form: 'not-text';
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** A caveat that a third party must confirm; its identifier means something to that party alone. */
export interface ThirdPartyCaveat {
  readonly form: 'third-party';
  readonly index: number;
  readonly location: Uint8Array;
}

/** Parses every caveat of a macaroon, in order; does not judge any. Never throws. */
export function readCaveats(caveats: readonly Caveat[]): ReadCaveat[] {
  return caveats.map((caveat, position) => {
    const index = position + 1;
    if (caveat.party === 'third') return { form: 'third-party', index, location: caveat.location };
    const text = decodeUtf8(caveat.identifier);
    return text === undefined ? { form: 'not-text', index, bytes: caveat.identifier } : readCaveatText(text, index);
  });
}

/** Parses one first-party caveat given as text, standing at `index` (from 1). */
export function readCaveatText(text: string, index: number): StatementCaveat | MalformedCaveat {
  return { ...parseCaveat(text), index, text };
}
