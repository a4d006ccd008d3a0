import { CAVEAT_FINDINGS } from './findings/caveats.js';
import type { FindingWording } from './findings/wording.js';

/** Every finding this program can report about a token, by its stable code. */
export const FINDINGS = {
  ...CAVEAT_FINDINGS,
};

export type FindingCode = keyof typeof FINDINGS;

/** What each finding is worded from. */
export type FieldsByFinding = { [C in FindingCode]: Parameters<(typeof FINDINGS)[C]['message']>[0] };

/** `FINDINGS`, typed so that a code and its fields go together. */
export const FINDING_WORDINGS: { readonly [C in FindingCode]: FindingWording<FieldsByFinding[C]> } = FINDINGS;
