import type { TokenNoteCode } from '../wording/token-notes.js';

/** Something worth knowing about a token, or about the text it was found in; worded by `wording/token-notes.ts`. */
export interface TokenNote {
  readonly code: TokenNoteCode;
  /** An offset into the token, after unwrapping. */
  readonly byte?: number;
}
