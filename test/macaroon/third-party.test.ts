import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { appendCaveats } from '../../src/macaroon/attenuate.js';
import { bindSignature } from '../../src/macaroon/chain.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { bindDischarge, sealThirdPartyCaveat, type ThirdPartyDemand } from '../../src/macaroon/third-party.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { importMacaroon } from '../support/npm-macaroon.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
const order = fc.record({
  rootKey: bytes,
  location: fc.constant(encodeUtf8('here')),
  identifier: bytes,
  caveats: fc
    .array(fc.constantFrom('gen = 1', 'type = access'), { maxLength: 2 })
    .map((texts) => texts.map((text) => ({ party: 'first' as const, identifier: encodeUtf8(text) }))),
});
const demand: fc.Arbitrary<ThirdPartyDemand> = fc.record({
  key: bytes,
  identifier: bytes,
  location: fc.constant(encodeUtf8('there')),
});
const FORMS: readonly TokenForm[] = [
  { format: 'v1', encoding: 'base64url' },
  { format: 'v2', encoding: 'hex' },
  { format: 'v2-json' },
];

/** The macaroon as npm `macaroon` reads it: by way of V2 JSON, since it cannot read V1. */
function asNpm(macaroon: Macaroon): ReturnType<typeof importMacaroon> {
  return importMacaroon(JSON.parse(writeMacaroon({ ...macaroon, location: new Uint8Array() }, { format: 'v2-json' })));
}

function demandThird(root: Macaroon, asked: ThirdPartyDemand, form: TokenForm): Macaroon {
  const reading = decodeMacaroon(writeMacaroon(root, form));
  return decodeMacaroon(appendCaveats(reading, [sealThirdPartyCaveat(asked, root.signature)])).macaroon;
}

test('what is demanded, discharged and bound here, npm macaroon accepts, in every form', () => {
  fc.assert(
    fc.property(order, demand, fc.constantFrom(...FORMS), (made, asked, form) => {
      const root = demandThird(mintMacaroon(made), asked, form);
      expect(verifySignature(root, made.rootKey)).toEqual({ state: 'valid' });
      const discharge = mintMacaroon({
        rootKey: asked.key,
        location: asked.location,
        identifier: asked.identifier,
        caveats: [],
      });
      const bound = bindDischarge(discharge, root);
      const accepts = (discharges: readonly Macaroon[]) => () =>
        asNpm(root).verify(made.rootKey, () => null, discharges.map(asNpm));
      expect(accepts([bound])).not.toThrow();
      expect(accepts([discharge])).toThrow('signature mismatch');
      expect(accepts([])).toThrow('cannot find discharge macaroon');
    }),
    { numRuns: 40 },
  );
});

test('a discharge of another key, or bound to another token, is none', () => {
  const root = mintMacaroon({
    rootKey: encodeUtf8('root'),
    location: encodeUtf8(''),
    identifier: encodeUtf8('id'),
    caveats: [],
  });
  const asked = { key: encodeUtf8('third key'), identifier: encodeUtf8('ask'), location: encodeUtf8('there') };
  const [one, other] = [
    demandThird(root, asked, { format: 'v2-json' }),
    demandThird(root, asked, { format: 'v2-json' }),
  ];
  const discharge = (rootKey: string) => mintMacaroon({ ...asked, rootKey: encodeUtf8(rootKey), caveats: [] });
  const verify = (bound: Macaroon) => () => asNpm(one).verify(encodeUtf8('root'), () => null, [asNpm(bound)]);
  expect(verify(bindDischarge(discharge('third key'), one))).not.toThrow();
  expect(verify(bindDischarge(discharge('another key'), one))).toThrow('signature mismatch');
  expect(verify(bindDischarge(discharge('third key'), other))).toThrow('signature mismatch');
});

test('binding is what the chain says that it is', () => {
  fc.assert(
    fc.property(order, order, (one, two) => {
      const [root, discharge] = [mintMacaroon(one), mintMacaroon(two)];
      fc.pre(Buffer.compare(root.signature, discharge.signature) !== 0);
      const { signature } = bindDischarge(discharge, root);
      expect(Buffer.from(signature)).toEqual(Buffer.from(bindSignature(root.signature, discharge.signature)));
    }),
  );
});

test('no two caveats are sealed with the same nonce', () => {
  const asked = { key: encodeUtf8('k'), identifier: encodeUtf8('i'), location: encodeUtf8('l') };
  const nonces = Array.from({ length: 50 }, () => {
    const { verificationId } = sealThirdPartyCaveat(asked, new Uint8Array(32).fill(1));
    expect(verificationId).toHaveLength(72);
    return Buffer.from(verificationId.subarray(0, 24)).toString('hex');
  });
  expect(new Set(nonces).size).toBe(50);
});
