import { describe, expect, test } from '@jest/globals';
import { readCaveats } from '../../src/caveat/read.js';
import { judge } from '../../src/dialect/judge.js';
import { likeliestDialect } from '../../src/dialect/likeliest.js';
import { recoverMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { guessIssuer } from '../../src/token/issuer.js';
import { mintTexts } from '../support/macaroons.js';
import { findMacaroon, MATRIX_TOKENS } from '../support/tokens.js';

/** The dialect of a token's likeliest issuer. */
function dialectOf(token: string) {
  const reading = recoverMacaroon(token);
  return likeliestDialect(guessIssuer({ kind: 'macaroon', reading, notes: [] }, readCaveats(reading.macaroon.caveats)));
}

describe('likeliestDialect', () => {
  test.each([
    ['guest access token, Synapse 0.34.0', 'synapse'],
    ['guest access token, Synapse 1.160.0', 'synapse'],
    ['regular access token (macaroon era), Synapse 1.0.0', 'synapse-access'],
    ['delete_pusher token (>=1.62 caveats)', 'synapse-delete-pusher'],
    ['OIDC session cookie, 1h from 1700000000000 ms', 'synapse-session'],
    ['m.login.token macaroon (1.30-1.70, with auth_provider_id)', 'synapse-login'],
  ])('%s', (name, id) => {
    expect(dialectOf(findMacaroon(name)).id).toBe(id);
  });

  test("takes a V2 macaroon whose identifier is its user for Dendrite's, and any other for the draft's", () => {
    const macaroon = {
      ...mintTexts('gen = 1', 'user_id = @alice:hs.test', 'type = access'),
      identifier: Buffer.from('@alice:hs.test'),
    };
    expect(dialectOf(writeMacaroon(macaroon, { format: 'v2', encoding: 'base64url' })).id).toBe('dendrite');
    expect(dialectOf(writeMacaroon(macaroon, { format: 'v1', encoding: 'base64url' })).id).toBe('draft');
  });

  const issued = MATRIX_TOKENS.tokens.filter(({ name }) => !name.startsWith('attenuation'));

  test.each(issued)('accepts while it lasted: $name', ({ token, key }) => {
    const { macaroon } = recoverMacaroon(token);
    const dialect = dialectOf(token);
    const judgement = judge({ macaroon, dialect, now: 1_700_000_000_000, key: Buffer.from(key) });
    expect(judgement.objections).toEqual([]);
    expect(judgement.accepted).toBe(dialect.verification === 'exact-text' ? 'undetermined' : 'yes');
  });
});
