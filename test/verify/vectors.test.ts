import { describe, expect, test } from '@jest/globals';
import { exitOfVerification } from '../../src/report/verify.js';
import { readVectors } from '../support/vectors.js';
import { verify } from '../support/verify.js';

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

function verifyVector({ name, token, key }: TokenVector) {
  // the one thing that no token shows
  const account = name.includes('unknown user') ? ({ account: 'missing' } as const) : {};
  return verify(token, { as: 'synapse', keys: ['wrong-key', key], now: NOW, ...account });
}

/** The caveats at fault, by the name of the vector. */
const AT_FAULT: Readonly<Record<string, readonly number[]>> = {
  "+ 'time < 1700000000000'": [6],
  "+ 'time < soon'": [6],
  "+ 'time<4102444800000'": [6],
  "+ 'type = refresh'": [6],
  "+ 'foo = bar'": [6],
  "UNSIGNED inserted cid 'nonce = q'": [6],
};

describe('verify --as synapse predicts what Synapse 1.160 answered, and names the caveat at fault', () => {
  test.each(answered)('$name', (vector) => {
    const report = verifyVector(vector);
    const [status, errcode, error] = vector.synapse_whoami ?? [];
    expect(report.answer).toMatchObject({ status, errcode, error });
    const fault = Object.entries(AT_FAULT).find(([name]) => vector.name.includes(name))?.[1] ?? [];
    expect(report.objections.flatMap(({ caveats }) => caveats)).toEqual(fault);
    expect(exitOfVerification(report) === 0).toBe(status === 200);
  });
});

describe('the key that signed', () => {
  test.each(tokens.filter(({ signature_ok }) => signature_ok))('$name', ({ token, key }) => {
    const { signature, key: matched } = verify(token, { keys: ['wrong-key', key], now: 1_700_000_000_000 });
    expect([signature.state, matched.state, matched.mistake]).toEqual(['valid', 'match', null]);
  });
});
