import { counted } from './anomalies/wording.js';

/** The name of a side, in every sentence. */
const NAMES = { a: 'A', b: 'B' } as const;

type Side = keyof typeof NAMES;

function other(side: Side): string {
  return NAMES[side === 'a' ? 'b' : 'a'];
}

/** What `diff` concludes, in a sentence. */
export const DIFF_CONCLUSIONS = {
  identical: 'A and B are the same macaroon: identifier, caveats and signature are equal.',
  descends: (side: Side) =>
    `${NAMES[side]} descends from ${other(side)}: the signature of ${other(side)}, continued over what ${NAMES[side]} adds, is that of ${NAMES[side]}.`,
  siblings: (common: number) =>
    `Neither descends from the other: they share the identifier and ${common === 0 ? 'no caveat' : `the first ${counted(common, 'caveat')}`}, then each goes its own way.`,
  unrelated: 'Neither descends from the other: their identifiers differ.',
  unsigned: (side: Side, from: number) =>
    `${NAMES[side]} does not descend from ${other(side)}: caveat ${from} and those after it were appended without signing.`,
  truncated: (side: Side, bytes: number) =>
    `${NAMES[side]} is not whole: of the signature that it would have as a descendant of ${other(side)}, only the first ${bytes} bytes are there.`,
  mismatch: (side: Side) =>
    `${NAMES[side]} does not descend from ${other(side)}: it has all caveats of ${other(side)}, but another key signed it, or something was changed.`,
} as const;

/** What cannot be concluded, or what follows. */
export const DIFF_NOTES = {
  siblings: 'Whether one key signed both cannot be told without it.',
  reversed: 'The other way round than asked: B is the wider one.',
} as const;

/** What differs between the two, and is not covered by any signature. */
export const DIFFERENCE_NAMES = {
  format: 'Wire format',
  encoding: 'Encoding',
  padding: 'Padding',
  location: 'Location',
  'caveat-location': 'Location of caveat',
  text: 'Text',
} as const;

export type DifferenceCode = keyof typeof DIFFERENCE_NAMES;

/** The labels and heads of the text that `diff` prints. */
export const DIFF_TEXT = {
  adds: (side: Side) => `${NAMES[side]} adds`,
  unsigned: 'Not covered by the signature',
  rights: 'What they allow, by their caveats',
  sides: ['', NAMES.a, NAMES.b],
  fingerprint: 'Fingerprint',
  caveats: 'Caveats',
  padded: 'padded',
  unpadded: 'not padded',
  malformed: (side: Side, problem: string) =>
    `${NAMES[side]} is not well formed, so readers may disagree with what is said here: ${problem}`,
  inSide: (side: Side, message: string) => `${NAMES[side]}: ${message}`,
} as const;

/** What is wrong with how the two tokens were given. */
export const DIFF_USAGE = {
  two: 'diff takes two tokens: as arguments, with --token-file (twice for both), or A with --profile.',
  stdinTwice: "Only one of A and B can be '-': there is one standard input.",
  allAlone: '--all takes its tokens from its file alone, not from arguments.',
} as const;

/** The text of `diff --all`. Arguments from a token are escaped already. */
export const LINEAGE_TEXT = {
  line: (line: number) => `line ${line}`,
  sameAs: (line: number, sameText: boolean) =>
    sameText ? `the same text as line ${line}` : `the same macaroon as line ${line}, written otherwise`,
  unread: (message: string) => `not compared: ${message}`,
  adds: (texts: readonly string[]) => `adds ${texts.join(', ')}`,
  damaged: 'its signature is damaged, so nothing can be proven of it',
  summary: (macaroons: number, descendants: number, duplicates: number) =>
    `${counted(macaroons, 'macaroon')}: ${descendants} made from another here, ${counted(duplicates, 'duplicate')}.`,
} as const;
