import type { Finding } from '../caveat/finding.js';
import { lintCaveats } from '../caveat/lint.js';
import { type ReadCaveat, readCaveats, readCaveatText } from '../caveat/read.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { refuseAnomalies } from '../macaroon/anomaly-log.js';
import { appendCaveats } from '../macaroon/attenuate.js';
import { signCaveat } from '../macaroon/chain.js';
import type { Caveat, ThirdPartyCaveat } from '../macaroon/macaroon.js';
import { KIND_NAMES } from '../wording/inspect.js';
import type { RecognisedToken } from './recognise.js';

/** A narrowed token. Holds a secret: only commands that emit tokens print it. */
export interface NarrowedToken {
  readonly token: string;
  /** All caveats, the added ones last. */
  readonly caveats: readonly ReadCaveat[];
  readonly added: readonly ReadCaveat[];
  /** The added ones as they are on the wire. */
  readonly addedWires: readonly Caveat[];
  /** What is odd about the added caveats, alone or beside those that were there. */
  readonly findings: readonly Finding[];
}

export interface NarrowOptions {
  /** The clock to judge by, in ms since the epoch. */
  readonly now: number;
  /** Whether to add caveats, too, that no server understands. */
  readonly allowNonstandard: boolean;
  /** Makes the third-party caveat to add last, for the signature that it is sealed with. */
  readonly seal?: (signature: Uint8Array) => ThirdPartyCaveat;
}

/** Errors that lint finds in a caveat, and that do not keep it from being what its author meant. */
const ADDABLE: ReadonlySet<string> = new Set(['key-unknown', 'time-expired']);
/** A warning to lint, but in a caveat still to be added surely a slip. */
const SLIPS: ReadonlySet<string> = new Set(['time-in-microseconds']);

/**
 * Adds caveats to a macaroon: whoever has it can, without any key, and nobody can take them off. Checks what the caveats say first,
 * since servers refuse the whole token for one that they do not understand. Asks no server.
 * Throws `ERR_NOT_A_MACAROON`, `ERR_CAVEAT_MISSING`, `ERR_CAVEAT_REFUSED`, and what `attenuateMacaroon` throws.
 */
export function narrowToken(token: RecognisedToken, texts: readonly string[], options: NarrowOptions): NarrowedToken {
  if (token.kind !== 'macaroon')
    throw failure('ERR_NOT_A_MACAROON', { kind: KIND_NAMES[token.kind], deed: 'narrowed' });
  const { now, allowNonstandard, seal } = options;
  if (texts.length === 0 && seal === undefined) throw failure('ERR_CAVEAT_MISSING', {});
  const { macaroon } = token.reading;
  const present = readCaveats(macaroon.caveats);
  if (!allowNonstandard) refuseNonstandard(texts, now);
  const first = texts.map((text): Caveat => ({ party: 'first', identifier: encodeUtf8(text) }));
  refuseAnomalies(token.reading); // before anything is sealed with a signature that may be damaged
  const addedWires = seal === undefined ? first : [...first, seal(first.reduce(signCaveat, macaroon.signature))];
  const caveats = readCaveats([...macaroon.caveats, ...addedWires]);
  return {
    token: appendCaveats(token.reading, addedWires),
    caveats,
    added: caveats.slice(present.length),
    addedWires,
    findings: lintCaveats(caveats, now).filter(({ caveat = 0 }) => caveat > present.length),
  };
}

/** Throws `ERR_CAVEAT_REFUSED` for the first of the caveats to add that no server understands, or that is surely a slip. */
export function refuseNonstandard(texts: readonly string[], now: number): void {
  for (const [at, text] of texts.entries()) {
    const fault = lintCaveats([readCaveatText(text, at + 1)], now).find(
      ({ code, severity }) => SLIPS.has(code) || (severity === 'error' && !ADDABLE.has(code)),
    );
    if (fault !== undefined) throw failure('ERR_CAVEAT_REFUSED', { added: at + 1, problem: fault.message });
  }
}
