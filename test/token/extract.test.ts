import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MatrixTokenError } from '../../src/errors.js';
import { extractToken } from '../../src/token/extract.js';
import { failsWith } from '../support/fails-with.js';
import { GUEST, JWT, SYNAPSE_ACCESS, SYNAPSE_REFRESH } from '../support/tokens.js';

const T = SYNAPSE_ACCESS;
const LOGIN = JSON.stringify({
  user_id: '@alice:localhost',
  access_token: T,
  device_id: 'GHTYAJCE',
  home_server: 'localhost',
});

test.each([
  ['a bare token', T, null, false],
  ['a line end', `${T}\r\n`, null, true],
  ['blanks and tabs', ` \t${T}\u00a0`, null, true],
  ['straight quotes', `"${T}"`, 'quotes', false],
  ['curly quotes and a line end', `\u201c${T}\u201d\n`, 'quotes', true],
  ['one stray quote', `'${T}`, 'quotes', false],
  ['Bearer', `Bearer ${T}`, 'bearer', false],
  ['Bearer in quotes', `"Bearer ${T}"`, 'bearer', false],
  ['Bearer, percent-encoded blank', `Bearer%20${T}`, 'bearer', false],
  ['a header', `Authorization: Bearer ${T}\r\n`, 'authorization-header', true],
  ['a header as HTTP/2 writes it', `authorization: Bearer ${T}`, 'authorization-header', false],
  ['a header in the log of curl -v', `> Authorization: Bearer ${T}\n> Accept: */*`, 'authorization-header', false],
  [
    'a whole command',
    `curl -H 'Authorization: Bearer ${T}' https://localhost/_matrix/client/v3/account/whoami`,
    'authorization-header',
    false,
  ],
  ['an answer to /login', LOGIN, 'json', false],
  ['an answer to /login, indented', `${JSON.stringify(JSON.parse(LOGIN), null, 4)}\n`, 'json', true],
  ['an answer with its head, as from curl -i', `HTTP/1.1 200 OK\r\nServer: x\r\n\r\n${LOGIN}`, 'json', false],
  ['an answer that was cut off', LOGIN.slice(0, -20), 'json', false],
  ['one line of an indented answer', `  "access_token": "${T}",`, 'json', true],
  ['the body of /login with a token', JSON.stringify({ type: 'm.login.token', token: T }), 'json', false],
  ['a query', `access_token=${T}`, 'query', false],
  ['a query of two', `?access_token=${T}&timeout=0`, 'query', false],
  ['a URL', `https://localhost/_matrix/client/r0/sync?filter=0&access_token=${T}#x`, 'query', false],
  ['a line of an access log', `"GET /_matrix/client/r0/sync?access_token=${T} HTTP/1.1" 200`, 'query', false],
  ['a redirect after single sign-on', `https://client.localhost/?loginToken=${T}`, 'query', false],
  ['a shell assignment', `export MATRIX_ACCESS_TOKEN='${T}'`, 'field', false],
  ['a line of YAML', `access_token: ${T}`, 'field', false],
  ['a cookie', `oidc_session=${T}`, 'cookie', false],
  ['a Cookie header', `Cookie: a=b; oidc_session_no_samesite=${T}; oidc_session=${T}`, 'cookie', false],
  [
    'a Set-Cookie header',
    `Set-Cookie: oidc_session=${T}; Path=/_synapse/client/oidc; HttpOnly; Secure`,
    'cookie',
    false,
  ],
  ['a trailing comma', `${T},`, null, true],
  ['a trailing semicolon in quotes', `"${T}";`, 'quotes', true],
  ['a byte order mark', `\ufeff${T}`, null, true],
])('%s', (_, text, wrapper, trimmed) => {
  expect(extractToken(text)).toMatchObject({ token: T, wrapper, trimmed });
});

test.each([
  [
    'a refresh token beside it',
    JSON.stringify({ access_token: T, refresh_token: SYNAPSE_REFRESH }),
    'refresh-token-too',
  ],
  ['a token in a URL', `https://localhost/sync?access_token=${T}`, 'token-in-url'],
  ['percent-encoding', `access_token=${GUEST}%3D`, 'percent-decoded'],
  ['a lower-case scheme, which Synapse refuses', `Authorization: bearer ${T}`, 'bearer-case'],
  ['a byte order mark', `\ufeff${T}`, 'invisible-characters'],
  ['a zero-width space', `${T}\u200b`, 'invisible-characters'],
  ['a separator', `${T};`, 'trailing-separator'],
  ['a part of JSON', `{"access_token":"${T}","dev`, 'json-fragment'],
])('a note tells of %s', (_, text, code) => {
  expect(extractToken(text).notes).toEqual([{ code }]);
});

test('percent-encoding is decoded, so that the fingerprint is that of the token itself', () => {
  expect(extractToken(`${GUEST}%3D`)).toMatchObject({ token: `${GUEST}=`, notes: [{ code: 'percent-decoded' }] });
  expect(extractToken(`access_token=${T.replaceAll('_', '%5F')}`).token).toBe(T);
});

test.each([
  ['a macaroon in V2 JSON', '{"v":2,"l":"localhost","i":"key","c":[{"i":"access_token = 1"}],"s64":"AAAA"}'],
  ['a macaroon in V1 JSON', '{"location":"localhost","identifier":"key","caveats":[],"signature":"00"}'],
  ['a macaroon that was wrapped over lines', `${GUEST.slice(0, 76)}\n${GUEST.slice(76, 152)}\n${GUEST.slice(152)}`],
  ['a JWT', JWT],
])('%s is a token as it is', (_, text) => {
  expect(extractToken(text)).toEqual({ token: text, wrapper: null, trimmed: false, notes: [] });
});

test.each([
  ['two in one line', `${T} ${SYNAPSE_REFRESH}`, 40],
  ['two with a comma', `${T},${GUEST}`, 40],
  ['one on each line', `${GUEST}\n${GUEST}\n`, GUEST.length + 1],
  ['two after Bearer, which counts', `Bearer ${T} ${T}`, 47],
  ['two opaque ones', 'aB3dE5fG7hI9jK1lM3nO5pQ7 bB3dE5fG7hI9jK1lM3nO5pQ7', 25],
  ['two URLs', `/sync?access_token=${T}\n/sync?access_token=${SYNAPSE_REFRESH}`, 78],
  ['bytes, not characters', `“${T} ${T}`, 43],
])('several tokens are refused: %s', (_, text, byte) => {
  failsWith(
    () => extractToken(text),
    'ERR_SEVERAL_TOKENS',
    `There is more than one token here: the second begins at byte ${byte}.`,
  );
});

test.each([
  ['', 'The input is empty: expected a token at byte 0.'],
  [' ', 'The input is 1 byte of white space or quotes: expected a token.'],
  ['\r\n\t\n', 'The input is 4 bytes of white space or quotes: expected a token.'],
  ['""', 'The input is 2 bytes of white space or quotes: expected a token.'],
])('nothing in it: %j', (text, message) => {
  failsWith(() => extractToken(text), 'ERR_INPUT_EMPTY', message);
});

test.each([
  ['Bearer alone', 'Bearer ', 6, 'a token here'],
  ['a header alone', 'Authorization:', 14, 'a token here'],
  ['an empty query', '?access_token=&a=b', 14, 'a token here'],
  [
    'an error answer',
    '{"errcode":"M_FORBIDDEN","error":"No"}',
    0,
    'an answer that holds a token: this one reports an error',
  ],
  ['other JSON', '{"a":1}', 0, 'a macaroon, or a member "access_token"'],
  ['a JSON array', '[1]', 0, 'a JSON object, not another JSON value'],
  ['another scheme', 'Authorization: Basic YTpi', 15, 'the scheme Bearer, the only one of Matrix, or a bare token'],
  [
    'a header of the snap store',
    'Macaroon root="x", discharge="y"',
    0,
    'the scheme Bearer, the only one of Matrix, or a bare token',
  ],
  ['other cookies', 'Cookie: a=b', 0, 'a cookie of the name oidc_session'],
  ['prose', ' my token', 3, 'no blank within a token'],
  ['text wrapped without end', 'Bearer '.repeat(20), 63, 'a token within fewer layers of other text'],
])('%s is refused', (_, text, byte, expected) => {
  failsWith(() => extractToken(text), 'ERR_NOT_A_TOKEN', `This is not a token: at byte ${byte}, expected ${expected}.`);
});

test('10 MB of noise are refused at once', () => {
  failsWith(
    () => extractToken('x"'.repeat(5_000_000)),
    'ERR_INPUT_TOO_LARGE',
    'The input is larger than 1048576 bytes, so it is not one token; nothing was decoded.',
  );
});

const NOISE = [
  T,
  GUEST,
  'Bearer ',
  'Authorization: ',
  'access_token=',
  '"',
  '{',
  '}',
  ':',
  ' ',
  '\n',
  ',',
  '%3D',
  '\ufeff',
  'é',
  'oidc_session=',
];
const noisy = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...NOISE), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.json(),
);

test('extracting never throws anything but a MatrixTokenError, and what it gives is its own extract', () => {
  fc.assert(
    fc.property(noisy, (text) => {
      const token = extracted(text);
      if (token === undefined) return;
      expect(extractToken(token)).toEqual({ token, wrapper: null, trimmed: false, notes: [] });
    }),
    { numRuns: 2000 },
  );
});

function extracted(text: string): string | undefined {
  try {
    return extractToken(text).token;
  } catch (error) {
    expect(error).toBeInstanceOf(MatrixTokenError);
    return undefined;
  }
}

test.each([
  ['quotes and blanks', '" '.repeat(500_000)],
  ['headers', 'authorization: '.repeat(65_000)],
  ['queries', 'access_token='.repeat(80_000)],
  ['names and blanks', `access_token${' '.repeat(100_000)}`.repeat(10)],
  ['brackets', '['.repeat(1_000_000)],
  ['long words', 'abcdefghijklmnopq '.repeat(55_000)],
  ['percent signs', '%41'.repeat(340_000)],
])('1 MB of %s takes no time to speak of', (_, text) => {
  const start = performance.now();
  extracted(text);
  expect(performance.now() - start).toBeLessThan(3000);
});

test("what Fly.io's scheme carries is taken out, to be named as another service's", () => {
  expect(extractToken('FlyV1 fm2_lJPECAAAAAAAAAAA')).toMatchObject({ token: 'fm2_lJPECAAAAAAAAAAA', wrapper: null });
});
