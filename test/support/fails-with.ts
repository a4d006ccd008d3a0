import { expect } from '@jest/globals';
import { MatrixTokenError } from '../../src/errors.js';
import type { ErrorCode } from '../../src/wording/errors/index.js';

/** Expects a call to throw a `MatrixTokenError` of this code and message, and gives it back for more questions. */
export function failsWith(call: () => unknown, code: ErrorCode, message: string | RegExp): MatrixTokenError {
  return expectFailure(thrownBy(call), code, message);
}

/** The same for a promise. */
export async function rejectsWith(
  promise: Promise<unknown>,
  code: ErrorCode,
  message: string | RegExp,
): Promise<MatrixTokenError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return expectFailure(thrown, code, message);
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

function expectFailure(thrown: unknown, code: ErrorCode, message: string | RegExp): MatrixTokenError {
  expect(thrown).toBeInstanceOf(MatrixTokenError);
  if (!(thrown instanceof MatrixTokenError)) throw thrown;
  expect({ code: thrown.code, message: thrown.message }).toEqual({
    code,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
  return thrown;
}
