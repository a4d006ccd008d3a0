import { failure } from '../errors.js';
import type { HttpRequest, HttpResponse } from './http.js';
import { shownUrl } from './url.js';

/**
 * The URL to go on with after a redirect. Follows only a GET, and only within one origin, so that no token or password
 * reaches a host that it was not meant for; a request marked `any-https-origin` may also change to another https origin.
 * Throws `ERR_REDIRECT`, naming the origin, for any other redirect and for one `tooMany`.
 */
export function redirectTarget(request: HttpRequest, response: HttpResponse, tooMany: boolean): string {
  const from = new URL(request.url);
  const refuse = (target: string, why: string) => failure('ERR_REDIRECT', { url: shownUrl(request.url), target, why });
  const location = response.headers.location ?? '';
  if (!URL.canParse(location, from.href)) throw refuse('an address that is no URL', 'there is nothing to follow');
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:')
    throw refuse(`a ${to.protocol} address`, 'it is no web address');
  if (to.origin !== from.origin && !(request.redirects === 'any-https-origin' && to.protocol === 'https:')) {
    throw refuse(to.origin, 'it is another origin, and what was sent is meant for the first one only');
  }
  if (request.method !== 'GET')
    throw refuse(`another path of ${to.origin}`, 'what was sent is meant for the first one only');
  if (tooMany) throw refuse(`another path of ${to.origin}`, 'it has redirected too often');
  to.username = '';
  to.password = '';
  return to.href;
}
