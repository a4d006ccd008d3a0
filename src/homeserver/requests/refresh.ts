import { type Answer, readAnswer } from '../answer.js';
import { postRequest } from '../endpoint.js';
import type { HttpRequest, HttpResponse } from '../http.js';
import { lifetimeOf, tokenOf } from './session-answer.js';

/** A new pair of tokens. Without a new refresh token the old one stays in use (client-server API, `POST /v3/refresh`). */
export interface RefreshedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** How long the access token lives from now, in ms. */
  readonly expiresInMs: number | undefined;
}

/**
 * The endpoints that exchange a refresh token: today's first; then where Synapse 1.71 and earlier have it (seen on 1.71.0, which
 * answers 400 at `/v3/refresh`); then those of 2015 under each prefix they had.
 */
export const REFRESH_PATHS = [
  '/_matrix/client/v3/refresh',
  '/_matrix/client/v1/refresh',
  '/_matrix/client/r0/tokenrefresh',
  '/_matrix/client/v2_alpha/tokenrefresh',
  '/_matrix/client/v1/tokenrefresh',
] as const;

export type RefreshPath = (typeof REFRESH_PATHS)[number];

/** Whether an endpoint follows the rules of 2015: the old pair of tokens ends at once. Today's lets it live until a new one is used. */
export function endsOldPairAtOnce(path: RefreshPath): boolean {
  return path.endsWith('/tokenrefresh');
}

/** Exchanges a refresh token; builds, does not send. Carries no access token. */
export function refreshRequest(baseUrl: string, path: RefreshPath, refreshToken: string): HttpRequest {
  return postRequest(`${baseUrl}${path}`, { refresh_token: refreshToken });
}

/** Reads the answer of any refresh endpoint, old or new. */
export function readRefresh(response: HttpResponse): Answer<RefreshedTokens> {
  return readAnswer(response, 'access_token', (body) => {
    const accessToken = tokenOf(body, 'access_token');
    if (accessToken === undefined) return undefined;
    return { accessToken, refreshToken: tokenOf(body, 'refresh_token'), expiresInMs: lifetimeOf(body) };
  });
}
