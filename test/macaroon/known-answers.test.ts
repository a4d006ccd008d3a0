import { describe, expect, test } from '@jest/globals';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { bindSignature, deriveKey, signatureSteps } from '../../src/macaroon/chain.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { verifyMacaroon, verifySignature, verifyWithDerivedKey } from '../../src/macaroon/verify.js';
import { readVectors } from '../support/vectors.js';

interface KnownAnswers {
  readonly create: readonly CreateCase[];
  readonly bind: readonly { root_signature_utf8: string; discharge_signature: string; bound: string }[];
  readonly verify: readonly { id: string; token: string; root_key: string; exact: string[]; authorized: boolean }[];
  readonly equivalent: readonly { id: string; root_key: string; v1: string; v2: string; v2j: string }[];
  readonly synthetic: readonly SyntheticCase[];
}

interface CreateCase {
  readonly id: string;
  readonly location: string;
  readonly root_key: string;
  readonly root_key_is_derived: boolean;
  readonly identifier?: string;
  readonly identifier_hex?: string;
  readonly caveats: readonly Readonly<Record<string, string>>[];
  readonly signature: string;
  readonly step_signatures: readonly string[];
  readonly v1: string;
  readonly v2: string;
}

interface SyntheticCase {
  readonly id: string;
  readonly root_key?: string;
  readonly root_key_hex?: string;
  readonly v1?: string;
  readonly v2?: string;
  readonly hex?: string;
  readonly text?: string;
  readonly signature: string;
  readonly caveats?: readonly string[];
}

const ANSWERS = readVectors<KnownAnswers>('macaroon-known-answers.json');

const fromHex = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

function caveatOf(caveat: Readonly<Record<string, string>>): Caveat {
  const { cid = '', vid_b64url: vid, cl = '' } = caveat;
  const identifier = encodeUtf8(cid);
  return vid === undefined
    ? { party: 'first', identifier }
    : { party: 'third', identifier, verificationId: Buffer.from(vid, 'base64url'), location: encodeUtf8(cl) };
}

function contentOf(known: CreateCase): Omit<Macaroon, 'version'> {
  const { identifier = '', identifier_hex: hex } = known;
  return {
    location: encodeUtf8(known.location),
    identifier: hex === undefined ? encodeUtf8(identifier) : fromHex(hex),
    caveats: known.caveats.map(caveatOf),
    signature: fromHex(known.signature),
  };
}

describe.each(ANSWERS.create)('create $id', (known) => {
  const content = contentOf(known);
  const rootKey = encodeUtf8(known.root_key);

  test('every step of the signature chain', () => {
    const key = known.root_key_is_derived ? rootKey : deriveKey(rootKey);
    expect(signatureSteps(key, content).map(encodeHex)).toEqual(known.step_signatures);
  });

  test.each([
    [1, 'v1'],
    [2, 'v2'],
  ] as const)('version %i: decoded strictly, written byte for byte, verified', (version, format) => {
    const { macaroon, anomalies } = decodeMacaroon(known[format]);
    expect(macaroon).toEqual({ version, ...content });
    expect(anomalies.map(({ code }) => code)).toEqual(known.id === 'binary-id' ? ['not-utf8'] : []);
    const padded = known[format].endsWith('=');
    expect(writeMacaroon(macaroon, { format, encoding: 'base64url', padded })).toBe(known[format]);
    const verify = known.root_key_is_derived ? verifyWithDerivedKey : verifySignature;
    expect(verify(macaroon, rootKey)).toEqual({ state: 'valid' });
  });

  test('minted from its root key', () => {
    const { signature, ...options } = content;
    const minted = mintMacaroon({ rootKey, ...options });
    if (known.root_key_is_derived) expect(minted.signature).not.toEqual(signature);
    else expect(minted).toEqual({ version: 1, ...content });
  });
});

test.each(ANSWERS.bind)('bind $id', ({ root_signature_utf8: root, discharge_signature: discharge, bound }) => {
  expect(encodeHex(bindSignature(encodeUtf8(root), fromHex(discharge)))).toBe(bound);
});

test.each(ANSWERS.verify)('verify $id: authorized $authorized', ({ token, root_key, exact, authorized }) => {
  const { macaroon } = decodeMacaroon(token);
  const met = new Set(exact);
  const check = (caveat: Uint8Array) => (met.has(Buffer.from(caveat).toString()) ? null : 'unmet');
  expect(verifyMacaroon(macaroon, encodeUtf8(root_key), check).verified).toBe(authorized);
});

test.each(ANSWERS.equivalent)(
  '$id: version 1 and version 2 are written as libmacaroons writes them',
  ({ v1, v2, v2j }) => {
    const { version: _, ...content } = decodeMacaroon(v1).macaroon;
    expect(decodeMacaroon(v2).macaroon).toEqual({ version: 2, ...content });
    expect(writeMacaroon({ version: 1, ...content }, { format: 'v2', encoding: 'base64url', padded: true })).toBe(v2);
    expect(writeMacaroon({ version: 2, ...content }, { format: 'v1', encoding: 'base64url' })).toBe(v1);
    expect(writeMacaroon({ version: 2, ...content }, { format: 'v2-json' })).toBe(v2j);
  },
);

test.each(ANSWERS.synthetic)('$id: read and verified', ({ v1, v2, hex, text, root_key, root_key_hex, signature }) => {
  const token = v1 ?? v2 ?? hex ?? text?.slice('pypi-'.length) ?? '';
  const { macaroon } = decodeMacaroon(token);
  expect(encodeHex(macaroon.signature)).toBe(signature);
  const rootKey = root_key_hex === undefined ? encodeUtf8(root_key ?? '') : fromHex(root_key_hex);
  expect(verifySignature(macaroon, rootKey)).toEqual({ state: 'valid' });
});
