import { readCaveats } from '../caveat/read.js';
import { MatrixTokenError } from '../errors.js';
import { findParents, type Lineage } from '../macaroon/lineage.js';
import { SIGNATURE_BYTES } from '../macaroon/macaroon.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { type FoundMacaroon, readMacaroon } from '../token/read-macaroon.js';
import { type CaveatReport, reportCaveats } from './inspect-macaroon.js';

/** What `diff --all` answers: the JSON of `schemas/diff-all.schema.json`. Holds no signature. */
export interface LineageReport {
  readonly schema: 'matrix-token.diff-all/1';
  /** The macaroons, in the order of their lines. */
  readonly tokens: readonly KinReport[];
  /** The lines that hold no macaroon. */
  readonly unread: readonly UnreadLine[];
  readonly warnings: readonly string[];
}

export interface KinReport {
  readonly line: number;
  readonly fingerprint: string;
  /** The line of the nearest other macaroon that this one was made from; null where none is there. */
  readonly parent: number | null;
  /** The caveats that it has besides its parent's; all of them where it has no parent here. */
  readonly adds: readonly CaveatReport[];
  /** The first line that has the same macaroon; null for the first. */
  readonly sameAs: number | null;
  /** Whether that line has the same text, too. */
  readonly sameText: boolean;
  /** Whether its signature is of the right length: nothing can be proven of one that is not. */
  readonly whole: boolean;
}

export interface UnreadLine {
  readonly line: number;
  readonly error: { readonly code: string; readonly message: string };
}

/** A token's text and the line that it stood on. */
export interface TokenLine {
  readonly line: number;
  readonly text: string;
}

/** The macaroon on one line, or why none could be read there. */
export type ReadLine = { readonly line: number } & ({ readonly found: FoundMacaroon } | UnreadLine);

/** Reads the macaroon on one line; says why where there is none. Throws nothing for what a line may hold. */
export function readLine({ line, text }: TokenLine): ReadLine {
  try {
    return { line, found: readMacaroon(text, 'compared') };
  } catch (error) {
    if (error instanceof MatrixTokenError) return { line, error: { code: error.code, message: error.message } };
    throw error;
  }
}

/** Finds each macaroon's parent among those of all lines, and duplicates; needs no key. Does not say whether any is valid. */
export function reportLineage(
  lines: readonly ReadLine[],
  options: { now: number; showValues: boolean },
): LineageReport {
  const found = lines.flatMap((line) => ('found' in line ? [line] : []));
  const lineages = findParents(found.map((line) => line.found.reading.macaroon));
  return {
    schema: 'matrix-token.diff-all/1',
    tokens: found.map((line, at) => reportKin(line, lineages[at] ?? { parent: null, sameAs: null }, found, options)),
    unread: lines.flatMap((line) => ('error' in line ? [line] : [])),
    warnings: [],
  };
}

type FoundLine = Extract<ReadLine, { found: FoundMacaroon }>;

function reportKin(
  { line, found }: FoundLine,
  { parent, sameAs }: Lineage,
  all: readonly FoundLine[],
  options: { now: number; showValues: boolean },
): KinReport {
  const { caveats, signature } = found.reading.macaroon;
  const parentLine = parent === null ? undefined : all[parent];
  const twin = sameAs === null ? undefined : all[sameAs];
  const inherited = parentLine?.found.reading.macaroon.caveats.length ?? 0;
  return {
    line,
    fingerprint: fingerprintToken(found.token),
    parent: parentLine?.line ?? null,
    adds: reportCaveats(caveats.slice(inherited), readCaveats(caveats).slice(inherited), options),
    sameAs: twin?.line ?? null,
    sameText: twin !== undefined && twin.found.token === found.token,
    whole: signature.length === SIGNATURE_BYTES,
  };
}
