import { describe, expect, test } from '@jest/globals';
import { DIALECTS, findDialect } from '../../../src/dialect/catalogue.js';
import { judge } from '../../../src/dialect/judge.js';
import { SYNAPSE_GUEST } from '../../../src/dialect/synapse/guest.js';
import { recoverMacaroon } from '../../../src/macaroon/decode.js';
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
    expect(answer).toMatchObject({ status, errcode, error: error ?? null });
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
