import { readCaveats } from '../caveat/read.js';
import { MatrixTokenError } from '../errors.js';
import { type Descent, type Relation, type Side, traceDescent } from '../macaroon/descent.js';
import type { Caveat } from '../macaroon/macaroon.js';
import type { Reading, TextEncoding, WireFormat } from '../macaroon/reading.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { type FoundMacaroon, readMacaroon } from '../token/read-macaroon.js';
import { isRefused, wordAnomaly } from '../wording/anomalies.js';
import { DIFF_CONCLUSIONS, DIFF_NOTES, DIFF_TEXT, type DifferenceCode } from '../wording/diff.js';
import { EXIT, type ExitCode } from '../wording/exit-codes.js';
import type { TokenSource } from '../wording/inspect.js';
import { type EffectiveReport, type InputReport, reportEffective } from './inspect.js';
import { type CaveatReport, reportCaveats } from './inspect-macaroon.js';
import { showBytes } from './text-value.js';

/** What `diff A B` answers: the JSON of `schemas/diff.schema.json`. Holds no signature. */
export interface DiffReport {
  readonly schema: 'matrix-token.diff/1';
  readonly relation: Relation['kind'];
  /** Which one descends from the other, or claims to; null where neither does. */
  readonly descendant: Side | null;
  /** How the descendant's signature stands to the other's, continued over what it adds; null where there is nothing to compare. */
  readonly signature: {
    readonly state: 'valid' | 'unsigned' | 'truncated' | 'mismatch';
    readonly from?: number;
  } | null;
  readonly conclusion: string;
  /** How many caveats both begin with. */
  readonly commonCaveats: number;
  readonly a: SideReport;
  readonly b: SideReport;
  readonly differences: readonly Difference[];
  readonly warnings: readonly string[];
}

export interface SideReport {
  readonly fingerprint: string;
  readonly input: InputReport;
  readonly format: WireFormat;
  readonly encoding: TextEncoding;
  readonly location: string;
  readonly identifier: string;
  readonly caveats: number;
  /** The caveats that it has besides the common ones. */
  readonly adds: readonly CaveatReport[];
  readonly effective: EffectiveReport;
}

/** Something that differs and that no signature covers. */
export interface Difference {
  readonly code: DifferenceCode;
  readonly caveat?: number;
  readonly a: string;
  readonly b: string;
}

export interface DiffInput {
  readonly from: TokenSource;
  readonly text: string;
}

export interface DiffOptions {
  readonly now: number;
  readonly showValues: boolean;
}

/**
 * Compares the macaroons in two texts: what each adds, and whether one was made from the other, proven without a key.
 * Does not say whether either is valid. Throws what `readMacaroon` throws, saying of which.
 */
export function diffTokens(a: DiffInput, b: DiffInput, options: DiffOptions): DiffReport {
  const [foundA, foundB] = [readSide('a', a), readSide('b', b)];
  const descent = traceDescent(foundA.reading.macaroon, foundB.reading.macaroon);
  const { relation, common } = descent;
  return {
    schema: 'matrix-token.diff/1',
    relation: relation.kind,
    descendant: 'descendant' in relation ? relation.descendant : null,
    signature: signatureOf(relation),
    conclusion: conclude(descent),
    commonCaveats: common,
    a: reportSide(foundA, a.from, common, options),
    b: reportSide(foundB, b.from, common, options),
    differences: findDifferences(foundA, foundB, descent),
    warnings: [...warnOfForm('a', foundA.reading), ...warnOfForm('b', foundB.reading)],
  };
}

/** 0 where B is A or descends from it, as asked; else 7, also where it is the other way round. */
export function exitOfDiff({ relation, descendant }: DiffReport): ExitCode {
  return relation === 'identical' || (relation === 'descends' && descendant === 'b') ? EXIT.ok : EXIT.key;
}

function readSide(side: Side, { text }: DiffInput): FoundMacaroon {
  try {
    return readMacaroon(text, 'compared');
  } catch (error) {
    if (!(error instanceof MatrixTokenError)) throw error;
    const { code, exit, message, hint, fields } = error;
    throw new MatrixTokenError(code, exit, DIFF_TEXT.inSide(side, message), hint, fields);
  }
}

function signatureOf(relation: Relation): DiffReport['signature'] {
  if (relation.kind === 'descends') return { state: 'valid' };
  if (relation.kind !== 'refuted') return null;
  const { signature } = relation;
  return signature.state === 'unsigned' ? signature : { state: signature.state };
}

function conclude({ relation, common }: Descent): string {
  switch (relation.kind) {
    case 'identical':
    case 'unrelated':
      return DIFF_CONCLUSIONS[relation.kind];
    case 'siblings':
      return `${DIFF_CONCLUSIONS.siblings(common)} ${DIFF_NOTES.siblings}`;
    case 'descends': {
      const conclusion = DIFF_CONCLUSIONS.descends(relation.descendant);
      return relation.descendant === 'b' ? conclusion : `${conclusion} ${DIFF_NOTES.reversed}`;
    }
    case 'refuted':
      return concludeRefuted(relation);
  }
}

function concludeRefuted({ descendant, signature }: Extract<Relation, { kind: 'refuted' }>): string {
  switch (signature.state) {
    case 'unsigned':
      return DIFF_CONCLUSIONS.unsigned(descendant, signature.from);
    case 'truncated':
      return DIFF_CONCLUSIONS.truncated(descendant, signature.bytes);
    case 'mismatch':
      return DIFF_CONCLUSIONS.mismatch(descendant);
  }
}

function reportSide(found: FoundMacaroon, from: TokenSource, common: number, options: DiffOptions): SideReport {
  const { token, wrapper, trimmed, reading } = found;
  const { macaroon, format, encoding } = reading;
  const caveats = readCaveats(macaroon.caveats);
  return {
    fingerprint: fingerprintToken(token),
    input: { from, wrapper, trimmed },
    format,
    encoding,
    location: showBytes(macaroon.location).text,
    identifier: showBytes(macaroon.identifier).text,
    caveats: caveats.length,
    adds: reportCaveats(macaroon.caveats.slice(common), caveats.slice(common), options),
    effective: reportEffective(caveats, options.now, false),
  };
}

function findDifferences(a: FoundMacaroon, b: FoundMacaroon, { relation, common }: Descent): Difference[] {
  const [one, two] = [a.reading, b.reading];
  const padding = ({ padded }: Reading) => (padded ? DIFF_TEXT.padded : DIFF_TEXT.unpadded);
  const locations = (at: number) => [one.macaroon.caveats[at], two.macaroon.caveats[at]].map(locationOf);
  const differences = [
    difference('format', one.format, two.format),
    difference('encoding', one.encoding, two.encoding),
    ...(one.encoding === two.encoding ? [difference('padding', padding(one), padding(two))] : []),
    difference('location', showBytes(one.macaroon.location).text, showBytes(two.macaroon.location).text),
    ...Array.from({ length: common }, (_, at): Difference => {
      const [locationA = '', locationB = ''] = locations(at);
      return { code: 'caveat-location', caveat: at + 1, a: locationA, b: locationB };
    }),
  ].filter((found) => found.a !== found.b);
  if (differences.length > 0 || relation.kind !== 'identical' || a.token === b.token) return differences;
  return [{ code: 'text', a: fingerprintToken(a.token), b: fingerprintToken(b.token) }];
}

function difference(code: DifferenceCode, a: string, b: string): Difference {
  return { code, a, b };
}

function locationOf(caveat: Caveat | undefined): string {
  return caveat?.party === 'third' ? showBytes(caveat.location).text : '';
}

function warnOfForm(side: Side, { anomalies }: Reading): string[] {
  const refused = anomalies.find(({ code }) => isRefused(code));
  return refused === undefined ? [] : [DIFF_TEXT.malformed(side, wordAnomaly(refused).message)];
}
