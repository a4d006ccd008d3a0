import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { appendCaveats, attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import type { WireFormat } from '../../src/macaroon/reading.js';
import { bindDischarge, sealThirdPartyCaveat } from '../../src/macaroon/third-party.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { convertToken } from '../../src/report/convert.js';
import { makeDischarge } from '../../src/report/discharge.js';
import { askGo, HAS_GO, hexKey, hexOf } from '../support/go-macaroon.js';
import { askPymacaroons } from '../support/pymacaroons.js';

const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
const sample = fc.record({
  location: ascii,
  identifier: ascii,
  key: fc.uint8Array({ minLength: 1, maxLength: 70 }).map(encodeHex),
  caveats: fc.array(ascii, { maxLength: 3 }),
  added: ascii,
  asked: ascii,
  caveatKey: ascii,
});

/** The same sixty every time: a failure here can be run again. */
const SAMPLES = fc.sample(sample, { seed: 1503, numRuns: 60 });
type Sample = (typeof SAMPLES)[number];

const FORMATS: readonly WireFormat[] = ['v1', 'v2', 'v1-json', 'v2-json'];
const THIRD = 'https://third.example';

function formOf(format: WireFormat): TokenForm {
  return format === 'v1' || format === 'v2' ? { format, encoding: 'base64url' } : { format };
}

/** Minted, narrowed, and with a caveat that a third party must discharge: all of it here. */
function make({ key, location, identifier, caveats, added, asked, caveatKey }: Sample, format: WireFormat): Macaroon {
  const minted = mintMacaroon({
    rootKey: Buffer.from(key, 'hex'),
    location: encodeUtf8(location),
    identifier: encodeUtf8(identifier),
    caveats: caveats.map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  const narrowed = decodeMacaroon(
    attenuateMacaroon(decodeMacaroon(writeMacaroon(minted, formOf(format))), [encodeUtf8(added)]),
  );
  const demand = { location: encodeUtf8(THIRD), identifier: encodeUtf8(asked), key: encodeUtf8(caveatKey) };
  const seal = sealThirdPartyCaveat(demand, narrowed.macaroon.signature);
  return decodeMacaroon(appendCaveats(narrowed, [seal])).macaroon;
}

function discharge(token: string, { caveatKey }: Pick<Sample, 'caveatKey'>): Macaroon {
  const order = { key: encodeUtf8(caveatKey), caveats: [], now: 0 };
  return decodeMacaroon(makeDischarge({ kind: 'caveat', text: token, index: undefined }, order).token).macaroon;
}

const met = ({ caveats, added }: Sample) => [...caveats, added];
const v1 = (macaroon: Macaroon) => writeMacaroon(macaroon, formOf('v1'));

describe.each(FORMATS)('made and narrowed here as %s, demanded of a third party, discharged and bound', (format) => {
  const made = SAMPLES.map((entry) => {
    const root = make(entry, format);
    const unbound = discharge(v1(root), entry);
    return { entry, root, unbound, bound: bindDischarge(unbound, root) };
  });

  test('pymacaroons accepts it bound, and not unbound', () => {
    const ask = (pick: (one: (typeof made)[number]) => Macaroon) =>
      askPymacaroons(
        'verify',
        made.map((one) => ({
          token: v1(one.root),
          key: one.entry.key,
          met: met(one.entry),
          discharges: [v1(pick(one))],
        })),
      ).map(({ verified }) => verified);
    expect(ask(({ bound }) => bound)).toEqual(made.map(() => true));
    expect(ask(({ unbound }) => unbound)).toEqual(made.map(() => false));
  });

  const go = HAS_GO ? test : test.skip;

  go('Go accepts it bound, and not unbound', () => {
    const ask = (pick: (one: (typeof made)[number]) => Macaroon) =>
      askGo(
        made.map((one) => ({
          ask: 'verify',
          token: hexOf(one.root, format),
          key: one.entry.key,
          met: met(one.entry),
          discharges: [hexOf(pick(one), format)],
        })),
      ).map(({ verified }) => verified);
    expect(ask(({ bound }) => bound)).toEqual(made.map(() => true));
    expect(ask(({ unbound }) => unbound)).toEqual(made.map(() => false));
  });

  go('Go binds to the same signature', () => {
    const answers = askGo(
      made.map(({ root, unbound }) => ({ ask: 'bind', token: hexOf(root, 'v2'), discharges: [hexOf(unbound, 'v2')] })),
    );
    expect(answers.map(({ signature }) => signature)).toEqual(made.map(({ bound }) => encodeHex(bound.signature)));
  });

  go.each(FORMATS)('converted to %s, Go reads the same', (to) => {
    const tokens = made.map(
      ({ root }) => convertToken(writeMacaroon(root, formOf(format)), formOf(to), 'argument').token,
    );
    const answers = askGo(
      tokens.map((token) => ({ ask: 'describe', token: hexOf(decodeMacaroon(token).macaroon, to) })),
    );
    expect(answers).toEqual(
      made.map(({ entry, root }) => ({
        token: expect.any(String),
        location: entry.location,
        identifier: entry.identifier,
        caveats: [...met(entry), entry.asked],
        signature: encodeHex(root.signature),
        verified: false,
      })),
    );
  });
});

describe('what others demand of a third party is discharged and bound here', () => {
  test.each([1, 2] as const)('pymacaroons, version %i', (version) => {
    const roots = askPymacaroons(
      'make',
      SAMPLES.map((entry) => ({ ...issued(entry), version, third: thirdOf(entry) })),
    );
    const questions = SAMPLES.map((entry, index) => {
      const token = roots[index]?.token ?? '';
      const { macaroon } = decodeMacaroon(token);
      expect(verifySignature(macaroon, Buffer.from(entry.key, 'hex'))).toEqual({ state: 'valid' });
      const bound = bindDischarge(discharge(token, entry), macaroon);
      const discharges = [writeMacaroon(bound, formOf(version === 1 ? 'v1' : 'v2'))];
      return { token, key: entry.key, met: entry.caveats, discharges };
    });
    expect(askPymacaroons('verify', questions)).toEqual(SAMPLES.map(() => ({ verified: true })));
  });

  (HAS_GO ? test : test.skip).each([1, 2] as const)('Go, version %i', (version) => {
    const format = version === 1 ? 'v1' : 'v2';
    const roots = askGo(
      SAMPLES.map((entry) => ({
        ask: 'make',
        ...issued(entry),
        version,
        third: { ...thirdOf(entry), key: hexKey(entry.caveatKey) },
      })),
    );
    const questions = SAMPLES.map((entry, index) => {
      const token = roots[index]?.token ?? '';
      const { macaroon } = decodeMacaroon(token);
      const bound = bindDischarge(discharge(token, entry), macaroon);
      return {
        ask: 'verify' as const,
        token: hexOf(macaroon, format),
        key: entry.key,
        met: entry.caveats,
        discharges: [hexOf(bound, format)],
      };
    });
    expect(askGo(questions).map(({ verified, error }) => error ?? verified)).toEqual(SAMPLES.map(() => true));
  });
});

function issued({ location, identifier, key, caveats }: Sample) {
  return { location, identifier, key, caveats };
}

function thirdOf({ asked, caveatKey }: Sample) {
  return { location: THIRD, key: caveatKey, identifier: asked };
}
