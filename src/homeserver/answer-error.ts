import { failure, type MatrixTokenError } from '../errors.js';
import type { ErrorCode } from '../wording/errors/index.js';
import type { Answer, MatrixError, Refusal } from './answer.js';
import type { HttpRequest } from './http.js';
import { quoteServerText } from './server-text.js';
import { shownUrl } from './url.js';

/** The codes of this program that stand for one `errcode` of Matrix each; the same fields in all. */
const CODE_BY_ERRCODE = {
  M_UNKNOWN_TOKEN: 'ERR_TOKEN_REFUSED',
  M_MISSING_TOKEN: 'ERR_TOKEN_NOT_SEEN',
  M_FORBIDDEN: 'ERR_FORBIDDEN',
  M_GUEST_ACCESS_FORBIDDEN: 'ERR_GUEST_FORBIDDEN',
  M_USER_DEACTIVATED: 'ERR_USER_DEACTIVATED',
  M_USER_LOCKED: 'ERR_USER_LOCKED',
  M_USER_SUSPENDED: 'ERR_USER_SUSPENDED',
  M_USER_IN_USE: 'ERR_USERNAME_TAKEN',
  M_EXCLUSIVE: 'ERR_USERNAME_TAKEN',
  M_INVALID_USERNAME: 'ERR_USERNAME_INVALID',
  M_UNRECOGNIZED: 'ERR_ENDPOINT_UNKNOWN',
  M_LIMIT_EXCEEDED: 'ERR_RATE_LIMITED_NOW',
  M_RESOURCE_LIMIT_EXCEEDED: 'ERR_SERVER_FULL',
  M_USER_LIMIT_EXCEEDED: 'ERR_SERVER_FULL',
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** The value of an answer; throws the error of any other answer than `ok`. */
export function requireOk<T>(answer: Answer<T>, request: HttpRequest): T {
  if (answer.kind === 'ok') return answer.value;
  throw answerError(answer, request);
}

/** The error of an answer that is not `ok`, with the URL but not its query, and with the server's words made safe. */
export function answerError(answer: Refusal, request: HttpRequest): MatrixTokenError {
  const url = shownUrl(request.url);
  switch (answer.kind) {
    case 'server-error': {
      return failure('ERR_SERVER_ERROR', { url, status: answer.status, said: said(answer, request) });
    }
    case 'not-json': {
      const contentType = quoteServerText(answer.contentType, request);
      return failure('ERR_NOT_JSON', { url, status: answer.status, contentType });
    }
    case 'unexpected':
      return failure('ERR_ANSWER_UNEXPECTED', { url, status: answer.status, expected: answer.expected });
    case 'refused':
      return refusedError(answer, request, url);
  }
}

function refusedError(answer: MatrixError, request: HttpRequest, url: string): MatrixTokenError {
  const fields = { url, status: answer.status, said: said(answer, request) };
  if (answer.errcode === 'M_UNKNOWN_TOKEN' && answer.softLogout) return failure('ERR_TOKEN_EXPIRED', fields);
  const code = isKnownErrcode(answer.errcode) ? CODE_BY_ERRCODE[answer.errcode] : undefined;
  return failure(code ?? 'ERR_REFUSED', fields);
}

function isKnownErrcode(errcode: string): errcode is keyof typeof CODE_BY_ERRCODE {
  return Object.hasOwn(CODE_BY_ERRCODE, errcode);
}

/** The errcode and the server's words, as one safe text; '' when the server said nothing. */
function said({ errcode, error }: { errcode: string; error: string }, request: HttpRequest): string {
  return [errcode, error]
    .filter((part) => part !== '')
    .map((part) => quoteServerText(part, request))
    .join(': ');
}
