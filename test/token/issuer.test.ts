import { expect, test } from '@jest/globals';
import { readCaveats } from '../../src/caveat/read.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { guessIssuer, type Issuer } from '../../src/token/issuer.js';
import { recogniseToken } from '../../src/token/recognise.js';
import { findMacaroon, JWT, MAS_COMPAT_REFRESH, SYNAPSE_ACCESS } from '../support/tokens.js';

function guess(text: string): Issuer | null {
  const token = recogniseToken(text);
  return guessIssuer(token, token.kind === 'macaroon' ? readCaveats(token.reading.macaroon.caveats) : []);
}

function mint(format: 'v1' | 'v2', identifier: string, ...caveats: string[]): string {
  const macaroon = mintMacaroon({
    version: format === 'v1' ? 1 : 2,
    rootKey: encodeUtf8('key'),
    location: encodeUtf8('localhost'),
    identifier: encodeUtf8(identifier),
    caveats: caveats.map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  return writeMacaroon(macaroon, { format, encoding: 'base64url' });
}

test.each([
  ['guest access token, Synapse 0.34.0', 'synapse', 'guest-access', 'certain'],
  ['guest access token, Synapse 1.160.0', 'synapse', 'guest-access', 'certain'],
  ["attenuation: + 'foo = bar'", 'synapse', 'guest-access', 'certain'],
  ['attenuation: V2 binary re-mint', 'synapse', 'guest-access', 'likely'],
  ['regular access token (macaroon era), Synapse 1.0.0', 'synapse', 'access', 'likely'],
  ['delete_pusher token (>=1.62 caveats)', 'synapse', 'delete-pusher', 'certain'],
  ['OIDC session cookie, 1h from 1700000000000 ms', 'synapse', 'oidc-session', 'certain'],
  ['m.login.token macaroon (1.30-1.70, with auth_provider_id)', 'synapse', 'login', 'likely'],
])('%s: %s, %s, %s', (name, software, purpose, certainty) => {
  expect(guess(findMacaroon(name))).toMatchObject({ software, purpose, certainty });
});

test.each([
  [
    'a refresh token of Synapse 0.11',
    mint('v1', 'key', 'gen = 1', 'user_id = @a:localhost', 'type = refresh', 'nonce = x'),
    {
      software: 'synapse',
      purpose: 'refresh',
      certainty: 'likely',
      releases: { from: '0.11.0', to: '0.18.4' },
    },
  ],
  [
    'a guest of Dendrite',
    mint('v2', '@a:localhost', 'gen = 1', 'user_id = @a:localhost', 'time < 143'),
    { software: 'dendrite', purpose: 'guest-access', certainty: 'likely' },
  ],
  ['another identifier', mint('v1', 'id', 'gen = 1', 'type = access', 'user_id = @a:localhost'), null],
  ['an identifier that is the user, in V1', mint('v1', '@a:localhost', 'gen = 1', 'user_id = @a:localhost'), null],
  ['the identifier of Synapse and nothing else of it', mint('v1', 'key', 'foo = bar'), null],
  ['a token with a valid checksum', SYNAPSE_ACCESS, { software: 'synapse', purpose: 'access', certainty: 'certain' }],
  [
    'a token with an invalid one',
    `${SYNAPSE_ACCESS}a`,
    { software: 'synapse', purpose: 'access', certainty: 'likely' },
  ],
  [
    'a MAS token',
    MAS_COMPAT_REFRESH,
    { software: 'matrix-authentication-service', purpose: 'compat-refresh', certainty: 'certain' },
  ],
  ['an opaque token', 'aB3dE5fG7hI9jK1lM3nO5pQ7', { software: 'continuwuity', purpose: 'unknown', certainty: 'guess' }],
  ['an opaque token of no known form', 'correct-horse-battery-staple', null],
  ['a JWT', JWT, null],
] as const)('%s', (_, token, issuer) => {
  expect(guess(token)).toEqual(issuer);
});

test.each([
  ['guest access token, Synapse 0.34.0', '0.18.5', '1.61'],
  ['guest access token, Synapse 1.160.0', '1.62.0', null],
  ['regular access token (macaroon era), Synapse 1.0.0', '0.18.5', '1.33'],
  ['delete_pusher token (>=1.62 caveats)', '1.62.0', null],
  ['OIDC session cookie, 1h from 1700000000000 ms', '1.75.0', null],
  ['m.login.token macaroon (1.30-1.70, with auth_provider_id)', '1.30.0', '1.70'],
])('%s: the order of its caveats dates it to %s, %s', (name, from, to) => {
  expect(guess(findMacaroon(name))?.releases).toEqual({ from, to });
});

test.each([
  ['guest', ['gen = 1', 'user_id = @a:localhost', 'type = access', 'time < 1', 'guest = true'], '0.11.0', '0.18.4'],
  ['access', ['gen = 1', 'user_id = @a:localhost', 'type = access', 'time < 1'], '0.11.0', '0.18.4'],
  ['delete_pusher', ['gen = 1', 'user_id = @a:localhost', 'type = delete_pusher'], '0.16.0', '1.61'],
  ['login', ['gen = 1', 'user_id = @a:localhost', 'type = login', 'time < 1'], '0.11.0', '1.29'],
  ['session', ['gen = 1', 'type = session', 'state = x', 'idp_id = y'], '1.26.0', '1.74'],
])('an old %s token: %j', (_, caveats, from, to) => {
  expect(guess(mint('v1', 'key', ...caveats))?.releases).toEqual({ from, to });
});
