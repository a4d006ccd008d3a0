import { isObject } from './json.js';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused; nothing listens there',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was closed before an answer came',
  EPIPE: 'the connection was closed before an answer came',
  UND_ERR_SOCKET: 'the connection was closed before an answer came',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  EADDRNOTAVAIL: 'the address cannot be reached from here',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is signed by an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate cannot be verified',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its TLS certificate is signed by an authority that is not known here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
  EPROTO: 'TLS failed; perhaps it speaks plain http',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS failed; perhaps it speaks plain http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'TLS failed; perhaps it speaks plain http',
};

const TIMEOUTS: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'TimeoutError',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/**
 * Why a fetch failed, in plain words, from the codes of the errors behind it; `timeout` where it only took too long.
 * Never uses an error's own message: those quote headers, and so tokens.
 */
export function networkReason(error: unknown): string {
  const codes = codesOf(error);
  if (codes.some((code) => TIMEOUTS.has(code))) return 'timeout';
  const known = codes.find((code) => Object.hasOwn(REASONS, code));
  if (known !== undefined) return REASONS[known] ?? known;
  // `fetch` gives this one no code: it never connects to the ports of mail, X11 and the like (Fetch standard, 2.9).
  if (isObject(error) && isObject(error.cause) && error.cause.message === 'bad port')
    return 'this port is never used for HTTP';
  if (codes.some((code) => code.startsWith('HPE_'))) return 'what it sent is not HTTP';
  const code = codes.find((text) => /^[A-Z][A-Z0-9_]{2,60}$/.test(text));
  return code === undefined ? 'the request could not be made' : `the request failed (${code})`;
}

/**
 * The codes and names of an error, of its causes and of the errors that it gathers, outermost first. Looks at members
 * and not at classes: errors of `fetch` may come from another realm.
 */
function codesOf(error: unknown, depth = 0): string[] {
  if (!isObject(error) || depth > 4) return [];
  const own = [error.code, error.name].filter((value) => typeof value === 'string');
  const gathered = Array.isArray(error.errors) ? error.errors : [];
  return [...own, ...[error.cause, ...gathered].flatMap((inner) => codesOf(inner, depth + 1))];
}
