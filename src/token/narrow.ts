import type { Finding } from '../caveat/finding.js';
import { lintCaveats } from '../caveat/lint.js';
import { type ReadCaveat, readCaveats, readCaveatText } from '../caveat/read.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { attenuateMacaroon } from '../macaroon/attenuate.js';
import { KIND_NAMES } from '../wording/inspect.js';
import type { RecognisedToken } from './recognise.js';

/** A narrowed token. Holds a secret: only commands that emit tokens print it. */
export interface NarrowedToken {
  readonly token: string;
  /** All caveats, the added ones last. */
  readonly caveats: readonly ReadCaveat[];
  readonly added: readonly ReadCaveat[];
  /** What is odd about the added caveats, alone or beside those that were there. */
  readonly findings: readonly Finding[];
}

export interface NarrowOptions {
  /** The clock to judge by, in ms since the epoch. */
  readonly now: number;
  /** Whether to add caveats, too, that no server understands. */
  readonly allowNonstandard: boolean;
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
  if (texts.length === 0) throw failure('ERR_CAVEAT_MISSING', {});
  const present = readCaveats(token.reading.macaroon.caveats);
  const added = texts.map((text, at) => readCaveatText(text, present.length + at + 1));
  if (!options.allowNonstandard) refuseNonstandard(added, present.length, options.now);
  const caveats = [...present, ...added];
  return {
    token: attenuateMacaroon(token.reading, texts.map(encodeUtf8)),
    caveats,
    added,
    findings: lintCaveats(caveats, options.now).filter(({ caveat = 0 }) => caveat > present.length),
  };
}

function refuseNonstandard(added: readonly ReadCaveat[], present: number, now: number): void {
  for (const caveat of added) {
    const fault = lintCaveats([caveat], now).find(
      ({ code, severity }) => SLIPS.has(code) || (severity === 'error' && !ADDABLE.has(code)),
    );
    if (fault === undefined) continue;
    throw failure('ERR_CAVEAT_REFUSED', { added: caveat.index - present, problem: fault.message });
  }
}
