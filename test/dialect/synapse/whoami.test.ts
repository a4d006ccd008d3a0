import { describe, expect, test } from '@jest/globals';
import { DIALECTS, findDialect, likeliestDialect } from '../../../src/dialect/catalogue.js';
import { judge } from '../../../src/dialect/judge.js';
import { SYNAPSE_GUEST } from '../../../src/dialect/synapse/guest.js';
import { recoverMacaroon } from '../../../src/macaroon/decode.js';
import { mintTexts } from '../../support/macaroons.js';
import { readVectors } from '../../support/vectors.js';

interface TokenVector {
  readonly name: string;
  readonly token: string;
  readonly key: string;
  readonly signature_ok: boolean;
  readonly synapse_whoami?: readonly [number, string | null, string | null];
}

const NOW = Date.parse('2025-01-01T00:00:00Z');
const { tokens } = readVectors<{ readonly tokens: readonly TokenVector[] }>('matrix-tokens.json');
const answered = tokens.filter(({ synapse_whoami }) => synapse_whoami !== undefined);

function judgeVector({ token, key, name }: TokenVector) {
  return judge({
    macaroon: recoverMacaroon(token).macaroon,
    dialect: SYNAPSE_GUEST,
    now: NOW,
    key: Buffer.from(key),
    // the one thing that no token shows
    ...(name.includes('unknown user') && { account: 'missing' as const }),
  });
}

describe('what Synapse 1.160 answered to GET /account/whoami', () => {
  test.each(answered)('$name', (vector) => {
    const { answer } = judgeVector(vector);
    const [status, errcode, error] = vector.synapse_whoami ?? [];
    expect(answer).toMatchObject({ status, errcode, error: error?.replace(/@\S+$/, '…') ?? null });
  });

  test('covers what the file has', () => {
    expect(answered).toHaveLength(16);
  });

  test.each([
    ["+ 'time < 1700000000000'", [['time-unmet', [6]]]],
    ["+ 'time < soon'", [['not-an-int', [6]]]],
    ["+ 'time<4102444800000'", [['not-the-grammar', [6]]]],
    ["+ 'type = refresh'", [['exact-text-unmet', [6]]]],
    ["+ 'foo = bar'", [['key-unknown', [6]]]],
    ["UNSIGNED inserted cid 'nonce = q'", [['signature-unsigned', [6]]]],
    ['identifier changed', [['signature-mismatch', []]]],
    ['V2 binary re-mint', [['only-v1', []]]],
    ['no guest caveat', [['not-a-guest-token', []]]],
    ['guest token for an unknown user', [['user-missing', []]]],
  ])('names what is at fault in %s', (name, faults) => {
    const vector = answered.find((candidate) => candidate.name.startsWith(`attenuation: ${name}`));
    const objections = vector && judgeVector(vector).objections;
    expect(objections?.map(({ code, caveats }) => [code, caveats])).toEqual(faults);
  });

  test('says that an unsigned caveat goes unnoticed', () => {
    const vector = answered.find(({ name }) => name.includes("UNSIGNED inserted cid 'foo = bar'"));
    expect(vector && judgeVector(vector)).toMatchObject({
      accepted: 'yes',
      signature: { state: 'unsigned', caveats: [6] },
      caveats: [{}, {}, {}, {}, {}, { index: 6, state: 'unsigned', code: 'unsigned-unnoticed' }],
      objections: [],
    });
  });
});

describe('the catalogue', () => {
  test.each([
    ['guest access token, Synapse 0.34.0', 'synapse'],
    ['guest access token, Synapse 1.160.0', 'synapse'],
    ['regular access token (macaroon era), Synapse 1.0.0', 'synapse-access'],
    ['delete_pusher token (>=1.62 caveats)', 'synapse-delete-pusher'],
    ['OIDC session cookie, 1h from 1700000000000 ms', 'synapse-session'],
    ['m.login.token macaroon (1.30-1.70, with auth_provider_id)', 'synapse-login'],
  ])('finds the likeliest dialect of: %s', (name, id) => {
    const vector = tokens.find((candidate) => candidate.name === name);
    expect(vector && likeliestDialect(recoverMacaroon(vector.token).macaroon).id).toBe(id);
  });

  test("takes a V2 macaroon whose identifier is its user for Dendrite's, and any other for the draft's", () => {
    const macaroon = mintTexts('gen = 1', 'user_id = @alice:hs.test', 'type = access');
    const own = { ...macaroon, identifier: Buffer.from('@alice:hs.test') };
    expect(likeliestDialect({ ...own, version: 2 }).id).toBe('dendrite');
    expect(likeliestDialect(own).id).toBe('draft');
  });

  test.each(tokens.filter(({ signature_ok, synapse_whoami }) => signature_ok && !synapse_whoami))(
    'accepts while it lasted, by the likeliest dialect: $name',
    ({ token, key }) => {
      const { macaroon } = recoverMacaroon(token);
      const dialect = likeliestDialect(macaroon);
      const judgement = judge({ macaroon, dialect, now: 1_700_000_000_000, key: Buffer.from(key) });
      expect(judgement.objections).toEqual([]);
      expect(judgement.accepted).toBe(dialect.verification === 'exact-text' ? 'undetermined' : 'yes');
    },
  );

  test('has every dialect under its own id, with its source', () => {
    const ids = DIALECTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, source } of DIALECTS) {
      expect(findDialect(id)?.title).toBe(title);
      expect(source).toMatch(/\.(py|go|rst)/);
    }
    expect(findDialect('toString')).toBeUndefined();
  });
});
