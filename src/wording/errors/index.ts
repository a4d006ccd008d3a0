import { CHECK_ERRORS } from './check.js';
import { HOMESERVER_ERRORS } from './homeserver.js';
import { INPUT_ERRORS } from './input.js';
import { KEY_ERRORS } from './key.js';
import { MACAROON_ERRORS } from './macaroon.js';
import { REFERENCE_ERRORS } from './reference.js';
import { SESSION_ERRORS } from './session.js';
import { TOKEN_ERRORS } from './token.js';
import { USAGE_ERRORS } from './usage.js';
import type { ErrorWording } from './wording.js';

/** Every error this program can report, by its stable code. */
export const ERRORS = {
  ...USAGE_ERRORS,
  ...INPUT_ERRORS,
  ...KEY_ERRORS,
  ...TOKEN_ERRORS,
  ...MACAROON_ERRORS,
  ...HOMESERVER_ERRORS,
  ...SESSION_ERRORS,
  ...CHECK_ERRORS,
  ...REFERENCE_ERRORS,
};

export type ErrorCode = keyof typeof ERRORS;

/** The structured fields that each error carries. */
export type FieldsByCode = { [C in ErrorCode]: Parameters<(typeof ERRORS)[C]['message']>[0] };

/** `ERRORS`, typed so that a code and its fields go together. */
export const ERROR_WORDINGS: { readonly [C in ErrorCode]: ErrorWording<FieldsByCode[C]> } = ERRORS;
