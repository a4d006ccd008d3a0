import { failure } from '../errors.js';
import type { Answer } from './answer.js';
import { answerError, requireOk } from './answer-error.js';
import type { HttpRequest, Send } from './http.js';
import {
  REFRESH_PATHS,
  type RefreshedTokens,
  type RefreshPath,
  readRefresh,
  refreshRequest,
} from './requests/refresh.js';
import { quoteServerText } from './server-text.js';
import { shownUrl } from './url.js';

/**
 * Exchanges a refresh token for a new pair: at `/v3/refresh`, and only where the server does not know that endpoint, at its
 * older places and names. Does not store anything. The refresh token is spent when this returns.
 * Throws `ERR_REFRESH_UNSUPPORTED` where the server has no such endpoint or has retired it, `ERR_REFRESH_REFUSED`
 * where it does not accept the token, and the errors of `Send` and of `answerError`.
 */
export async function exchangeRefreshToken(
  baseUrl: string,
  refreshToken: string,
  send: Send,
): Promise<{ readonly tokens: RefreshedTokens; readonly path: RefreshPath }> {
  for (const path of REFRESH_PATHS) {
    const request = refreshRequest(baseUrl, path, refreshToken);
    const answer = readRefresh(await send(request));
    if (isUnknownEndpoint(answer)) continue;
    return { tokens: readTokens(answer, request), path };
  }
  const [path] = REFRESH_PATHS;
  throw failure('ERR_REFRESH_UNSUPPORTED', { url: `${baseUrl}${path}`, said: '' });
}

/** Servers answer 404 today; Synapse 1.71.0 answers 400 to a path it does not know. */
function isUnknownEndpoint(answer: Answer<RefreshedTokens>): boolean {
  return answer.kind === 'refused' && answer.errcode === 'M_UNRECOGNIZED' && [400, 404].includes(answer.status);
}

function readTokens(answer: Answer<RefreshedTokens>, request: HttpRequest): RefreshedTokens {
  if (answer.kind !== 'refused') return requireOk(answer, request);
  const url = shownUrl(request.url);
  const said = quoteServerText(`${answer.errcode}: ${answer.error}`, request);
  // Synapse since 0.19 keeps the old path only to say this (`TokenRefreshRestServlet`, rest/client/tokenrefresh.py).
  if (/no longer supported/i.test(answer.error)) throw failure('ERR_REFRESH_UNSUPPORTED', { url, said });
  if (['M_UNKNOWN_TOKEN', 'M_FORBIDDEN'].includes(answer.errcode)) throw failure('ERR_REFRESH_REFUSED', { url, said });
  throw answerError(answer, request);
}
