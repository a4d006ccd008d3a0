import { describe, expect, test } from '@jest/globals';
import { redactText } from '../../src/redact/redact.js';
import { fingerprintToken } from '../../src/token/fingerprint.js';
import { GUEST, JWT, MAS_COMPAT_REFRESH, MATRIX_TOKENS, SYNAPSE_ACCESS, SYNAPSE_LOGIN } from '../support/tokens.js';

const bytes = Buffer.from(GUEST, 'base64url');
const PADDED = bytes.toString('base64');
const OPAQUE = 'k3Jd9-sLq_0aZ';

const mark = (kind: string, token: string) => `<${kind}:${fingerprintToken(token).slice(0, 15)}>`;
const ACCESS = mark('synapse-access', SYNAPSE_ACCESS);
const MACAROON = mark('macaroon', GUEST);
const STANDARD = mark('macaroon', PADDED);
const VALUE = mark('opaque', OPAQUE);

describe('tokens by what they are', () => {
  test.each([
    ['a Synapse token', `token ${SYNAPSE_ACCESS}.`, `token ${ACCESS}.`],
    ['a Synapse login token', SYNAPSE_LOGIN, mark('synapse-login', SYNAPSE_LOGIN)],
    ['a MAS token', `(${MAS_COMPAT_REFRESH})`, `(${mark('mas-compat-refresh', MAS_COMPAT_REFRESH)})`],
    ['a path', `/devices/${SYNAPSE_ACCESS}/x`, `/devices/${ACCESS}/x`],
    ['an underscore in front', `my_${SYNAPSE_ACCESS}`, `my_${ACCESS}`],
    ['a letter in front', `n${SYNAPSE_ACCESS}`, `n${ACCESS}`],
    ['a colour in front', `\u001b[32m${SYNAPSE_ACCESS}\u001b[0m`, `\u001b[32m${ACCESS}\u001b[0m`],
    ['a wrong checksum', `${SYNAPSE_ACCESS}x `, `${mark('synapse-access', `${SYNAPSE_ACCESS}x`)} `],
    ['an end cut off', SYNAPSE_ACCESS.slice(0, -9), mark('synapse-access', SYNAPSE_ACCESS.slice(0, -9))],
    ['a JWT', `jwt=${JWT};`, `jwt=${mark('jwt', JWT)};`],
    ['a macaroon', `cookie: oidc_session=${GUEST}; Path=/`, `cookie: oidc_session=${MACAROON}; Path=/`],
    ['standard base64', `x ${PADDED} y`, `x ${STANDARD} y`],
    ['percent-encoded', `?t=${encodeURIComponent(PADDED)}&u=1`, `?t=${STANDARD}&u=1`],
    ['twice percent-encoded', encodeURIComponent(encodeURIComponent(PADDED)), STANDARD],
    ['JSON escapes', `"${escapeInJson(PADDED)}"`, `"${STANDARD}"`],
    ['JSON in JSON', JSON.stringify(`"${escapeInJson(PADDED)}"`), JSON.stringify(`"${STANDARD}"`)],
    ['wrapped over lines', `-\n${wrap(PADDED, '\n')}\nend of it`, `-\n${STANDARD}\nend of it`],
    ['wrapped over lines in JSON', `"${wrap(PADDED, '\\n')}"`, `"${STANDARD}"`],
    ['hex', `x ${bytes.toString('hex')} y`, `x ${mark('macaroon', bytes.toString('hex'))} y`],
  ])('%s', (_, text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  test.each(MATRIX_TOKENS.tokens)('$name', ({ token }) => {
    expect(redactText(`"token": "${token}",`)).toBe(`"token": "${mark('macaroon', token)}",`);
  });
});

function escapeInJson(token: string): string {
  return token.replaceAll('/', '\\/').replaceAll('+', '\\u002b').replaceAll('=', '\\u003d');
}

function wrap(text: string, lineEnd: string): string {
  return text.match(/.{1,64}/g)?.join(lineEnd) ?? '';
}

describe('tokens of any form, by the name in front of them', () => {
  test.each([
    ['Authorization: Bearer VALUE'],
    ['authorization: bearer VALUE\r'],
    ['curl -H "Authorization: Bearer VALUE" https://example.org'],
    ["{'Authorization': 'Bearer VALUE'}"],
    ["[(b'Authorization', b'Bearer VALUE')]"],
    ['%22Authorization%22%3A%22Bearer%20VALUE%22'],
    ['log: Bearer VALUE'],
    ['/sync?access_token=VALUE&timeout=1'],
    ['/sync%3Faccess_token%3DVALUE%26timeout'],
    ['{"access_token":"VALUE","user_id":"@a:b"}'],
    ['{"refresh_token" : "VALUE"}'],
    ['{"login_token": "VALUE"}'],
    ['?loginToken=VALUE'],
    ['{\\"access_token\\":\\"VALUE\\"}'],
    ['%7B%22access_token%22%3A%22VALUE%22%7D'],
    ['{&quot;access_token&quot;:&quot;VALUE&quot;}'],
    ["{'access_token': ['VALUE']}"],
    ["[('access_token', 'VALUE')]"],
    ['as_token: VALUE'],
    ['hs_token: "VALUE"'],
    ['MATRIX_ACCESS_TOKEN=VALUE node bot.js'],
    ['accessToken: "VALUE"'],
    ['grant_type=refresh_token&refresh_token=VALUE'],
    ['localStorage.mx_access_token = "VALUE"'],
  ])('%s', (template) => {
    expect(redactText(template.replaceAll('VALUE', OPAQUE))).toBe(template.replaceAll('VALUE', VALUE));
  });

  test('a value of a known form is called what it is', () => {
    expect(redactText(`access_token=${SYNAPSE_ACCESS}`)).toBe(`access_token=${ACCESS}`);
    expect(redactText(`access_token=${GUEST}`)).toBe(`access_token=${MACAROON}`);
    expect(redactText(`Authorization: Bearer ${wrap(GUEST, '\n')}`)).toBe(`Authorization: Bearer ${MACAROON}`);
  });

  test('a value in JSON loses its escapes before it is named', () => {
    expect(redactText('"access_token":"abc\\/d\\u002be"')).toBe(`"access_token":"${mark('opaque', 'abc/d+e')}"`);
  });
});

describe("a macaroon's signature where the rest of it is no secret", () => {
  const HEX = 'c0ffee'.repeat(11).slice(0, 64);
  const BASE64 = Buffer.from(HEX, 'hex').toString('base64url');

  test.each([
    ['JSON of version 1', `{"identifier":"key","signature":"${HEX}"}`, HEX],
    ['JSON of version 2', `{"v":2,"i":"key","s64":"${BASE64}"}`, BASE64],
    ['what pymacaroons prints', `cid gen = 1\nsignature ${HEX}\n`, HEX],
  ])('%s', (_, text, signature) => {
    expect(redactText(text)).toBe(text.replace(signature, mark('macaroon-signature', signature)));
  });

  test('the end of a macaroon that lost its beginning', () => {
    expect(redactText(`${GUEST.slice(40)}\n`)).toMatch(/^[\w-]+<macaroon-signature:sha256:[0-9a-f]{8}>\n$/);
  });

  test('a list of macaroons in a cookie', () => {
    const cookie = Buffer.from(`[{"c":[{"i":"x"}],"i":"key","s64":"${BASE64}"}]`).toString('base64');
    expect(redactText(`macaroon-x=${cookie}`)).toBe(`macaroon-x=${mark('macaroon', cookie)}`);
  });
});

describe('what stays as it is', () => {
  test.each([
    ['nothing', ''],
    ['an SSH key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'Ab3/+'.repeat(8)} me@example.org`],
    [
      'an image',
      `data:image/png;base64,${Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251)).toString('base64')}`,
    ],
    ['an event ID', '$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk'],
    ['a room ID and an mxc URI', '!OGEhHVWSdvArJzumhm:matrix.org mxc://matrix.org/AgEDabcdefAgIDabcd'],
    ['device IDs', '"device_id":"GHTYAJCFZZ"'],
    ['a hash', 'sha256:562f2108b4b1c1e5f8e4f6b2f8e4f6b2f8e4f6b2f8e4f6b2f8e4f6b2f8e4f6b2'],
    ['federation signatures', `"signatures":{"a.org":{"ed25519:1":"${'Qx'.repeat(43)}"}}`],
    ['code', 'mat_multiply_add_with_carry(mct_table, syl_count); token_type = refresh_token'],
    ['a login request', '{"type":"m.login.password","refresh_token":true}'],
    ['no value', '"access_token": null, access_token=, access_token: None'],
    ['prose', 'Bearer authentication: the access token: see below. A bearer token is a secret.'],
    ['a challenge', 'WWW-Authenticate: Bearer realm="synapse", error_description="nothing"'],
    ["Synapse's own log", '"GET /sync?access_token=<redacted> HTTP/1.1"'],
    ['settings', 'refreshable_access_token_lifetime: 5m\naccess_token_expires_in: 300'],
    [
      'a JSON of another kind in base64',
      `state=${Buffer.from('{"page":"login","n":12345678}').toString('base64url')}.x`,
    ],
    ['domain names', 'eyJournal.example.org'],
  ])('%s', (_, text) => {
    expect(redactText(text)).toBe(text);
  });

  test('what is redacted already', () => {
    const once = redactText(
      `{"access_token":"${OPAQUE}"} access_token=${GUEST} Authorization: Bearer ${JWT} ${SYNAPSE_ACCESS}`,
    );
    expect(redactText(once)).toBe(once);
  });
});
