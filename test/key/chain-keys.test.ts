import { describe, expect, test } from '@jest/globals';
import { chainKeysOf } from '../../src/key/chain-keys.js';
import { signatureSteps } from '../../src/macaroon/chain.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { firstParty } from '../support/macaroons.js';
import { readVectors } from '../support/vectors.js';
import { GUEST_CAVEATS, givenKey, tokenOf, verify } from '../support/verify.js';

/** A guest token that was signed with this key. */
function signedWith(rootKey: string | Uint8Array): string {
  const macaroon = mintMacaroon({
    rootKey: Buffer.from(rootKey),
    location: Buffer.from('hs.test'),
    identifier: Buffer.from('key'),
    caveats: GUEST_CAVEATS.map(firstParty),
  });
  return tokenOf(macaroon);
}

const BYTES = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

describe('a key that matches only when it is read otherwise is named', () => {
  test.each([
    ['line-end-added', 'mac-secret\n', 'mac-secret'],
    ['line-end-added', 'mac-secret\r\n', 'mac-secret'],
    ['line-end-missing', 'mac-secret', 'mac-secret\n'],
    ['blanks-added', '  mac-secret \n', 'mac-secret'],
    ['quotes-added', '"mac-secret"\n', 'mac-secret'],
    ['quotes-added', "'mac-secret'", 'mac-secret'],
    ['hex-not-decoded', `${BYTES.toString('hex')}\n`, BYTES],
    ['base64-not-decoded', BYTES.toString('base64'), BYTES],
    ['hex-decoded', BYTES, BYTES.toString('hex')],
    ['base64-decoded', BYTES, BYTES.toString('base64')],
    ['base64-decoded', BYTES, BYTES.toString('base64url')],
  ])('%s', (mistake, given, signing) => {
    const { verdict, key } = verify(signedWith(signing), { keys: [given] });
    expect([verdict, key.state, key.mistake?.code]).toEqual(['accepted', 'match', mistake]);
  });

  test.each([
    ['mjs-buffer-key-trap', 'not-derived', 'this is our super secret key; only we should know it'],
    ['python-hmac-sanity', 'cut-to-32', 'this is our super secret key; only we should know it'],
  ])('%s: %s', (id, mistake, given) => {
    const vector = readVectors<{ create: readonly KnownAnswer[] }>('macaroon-known-answers.json').create.find(
      (candidate) => candidate.id === id,
    );
    const parts = {
      identifier: Buffer.from(vector?.identifier ?? ''),
      caveats: (vector?.caveats ?? []).map(({ cid }) => firstParty(cid)),
    };
    const matching = chainKeysOf([givenKey(given)]).find(
      ({ bytes }) => Buffer.from(signatureSteps(bytes, parts).at(-1) ?? []).toString('hex') === vector?.signature,
    );
    expect(matching?.mistake).toBe(mistake);
  });
});

interface KnownAnswer {
  readonly id: string;
  readonly identifier: string;
  readonly caveats: readonly { readonly cid: string }[];
  readonly signature: string;
}

describe('which key is the server’s', () => {
  const config = [
    { source: 'macaroon-secret-key', number: 0, bytes: Buffer.from('new'), standing: 'in-force' },
    { source: 'registration-shared-secret', number: 0, bytes: Buffer.from('old'), standing: 'past' },
    { source: 'cve-2019-5885', number: 0, bytes: Buffer.from('None'), standing: 'past' },
  ] as const;
  const configured = { keys: config, inForce: 'macaroon-secret-key' } as const;

  test('the one in force is accepted', () => {
    expect(verify(signedWith('new'), configured)).toMatchObject({
      verdict: 'accepted',
      key: { name: 'macaroon_secret_key in homeserver.yaml', mistake: null },
    });
  });

  test.each([
    ['old', 'registration_shared_secret in homeserver.yaml'],
    ['None', 'the word "None", which is the key of Synapse before 0.34.1 without macaroon_secret_key (CVE-2019-5885)'],
  ])('%s explains the signature, and is refused all the same', (key, name) => {
    const report = verify(signedWith(key), configured);
    expect(report).toMatchObject({
      verdict: 'refused',
      ground: 'signature',
      reason: `It is signed with ${name}, but the server now uses macaroon_secret_key in homeserver.yaml: whatever was signed before is refused.`,
      key: { state: 'match', name },
      answer: { status: 401, log: expect.stringContaining('Signatures do not match') },
    });
    expect(report.objections.map(({ code }) => code)).toEqual(['key-not-in-force']);
  });

  test('the server takes its key to the letter: a line end that does not belong there breaks every token', () => {
    const keys = [{ ...config[0], bytes: Buffer.from('new\n') }];
    expect(verify(signedWith('new'), { ...configured, keys })).toMatchObject({
      verdict: 'refused',
      ground: 'signature',
      objections: [{ code: 'key-read-otherwise' }],
      key: { mistake: { code: 'line-end-added' } },
    });
  });

  test('of several files, the number of the one that matches', () => {
    const keys = ['first', 'second'].map((key, at) => ({ ...givenKey(key), number: at + 1 }));
    expect(verify(signedWith('second'), { keys }).key).toMatchObject({ name: 'the key file number 2', mistake: null });
  });
});

test('tries each chain key once', () => {
  const keys = chainKeysOf([givenKey('same'), givenKey('same'), givenKey('same\n')]);
  expect(new Set(keys.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(keys.length);
});
