import { ERROR_WORDINGS, type ErrorCode, type FieldsByCode } from './wording/errors/index.js';
import type { ErrorFields } from './wording/errors/wording.js';
import type { ExitCode } from './wording/exit-codes.js';

/** An error that a user can act on: a stable code, a message without any secret, fields, and the next thing to do. */
export class MatrixTokenError extends Error {
  override readonly name = 'MatrixTokenError';
  readonly code: ErrorCode;
  readonly exit: ExitCode;
  readonly hint: string;
  readonly fields: ErrorFields;

  constructor(code: ErrorCode, exit: ExitCode, message: string, hint: string, fields: ErrorFields) {
    super(message);
    this.code = code;
    this.exit = exit;
    this.hint = hint;
    this.fields = fields;
  }
}

/** Makes the error of a code, worded by `wording/errors`; does not throw it. */
export function failure<C extends ErrorCode>(code: C, fields: FieldsByCode[C]): MatrixTokenError {
  const { exit, message, hint } = ERROR_WORDINGS[code];
  return new MatrixTokenError(code, exit, message(fields), hint(fields), fields);
}
