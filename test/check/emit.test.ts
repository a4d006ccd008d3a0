import { expect, test } from '@jest/globals';
import { emitProbe, findProbe } from '../../src/check/emit.js';
import { caveatOf } from '../../src/check/narrow.js';
import { PROBES } from '../../src/check/probes.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { encodeMacaroon, encodeText } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { failsWith } from '../support/fails-with.js';
import { NOW } from '../support/fake-io.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const ORDER = {
  token: GUEST,
  reading: decodeMacaroon(GUEST),
  now: NOW,
  random: { suffix: '0badcafe', token: 'zRandom', password: 'p', verificationId: new Uint8Array(72) },
};

test('the header of a probe holds the token narrowed as the probe says', () => {
  const { authorization, caveat } = emitProbe(findProbe('gen-two'), ORDER);
  const { macaroon } = decodeMacaroon(authorization.replace(/^Bearer /, ''));
  expect(caveat).toBe('gen = 2');
  expect(macaroon.caveats).toEqual([...ORDER.reading.macaroon.caveats, caveatOf('gen = 2')]);
});

test('every probe that puts its token into the header alone can be emitted', () => {
  const emitted = PROBES.filter((probe) => {
    try {
      return /^[Bb]earer\b/.test(emitProbe(probe, ORDER).authorization);
    } catch {
      return false;
    }
  });
  const rest = PROBES.filter((probe) => !emitted.includes(probe)).map(({ id }) => id);
  expect(rest).toEqual(['no-token', 'query-narrowed', 'query-unknown-key', 'header-and-query']);
});

test('a probe without a header of its own says so', () => {
  failsWith(
    () => emitProbe(findProbe('no-token'), ORDER),
    'ERR_PROBE_NO_HEADER',
    "The probe 'no-token' sends no token in the Authorization header alone, so there is nothing to print.",
  );
});

test('a mistyped probe gets the nearest, and is not repeated', () => {
  failsWith(
    () => findProbe('unknown-kye'),
    'ERR_UNKNOWN_PROBE',
    "There is no probe of that name; did you mean 'unknown-key'?",
  );
  failsWith(() => findProbe(GUEST), 'ERR_UNKNOWN_PROBE', 'There is no probe of that name.');
});

test('an opaque token can be sent, and not narrowed', () => {
  const opaque = { ...ORDER, token: SYNAPSE_ACCESS, reading: null };
  expect(emitProbe(findProbe('baseline-first'), opaque).authorization).toBe(`Bearer ${SYNAPSE_ACCESS}`);
  failsWith(
    () => emitProbe(findProbe('gen-two'), opaque),
    'ERR_PROBE_NEEDS_MACAROON',
    "The probe 'gen-two' narrows or alters a macaroon, and this token is none.",
  );
});

test('a macaroon that does not say whose it is needs a server', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const anonymous = mintMacaroon({ rootKey: bytes('k'), location: bytes('l'), identifier: bytes('i'), caveats: [] });
  const token = encodeText(encodeMacaroon(anonymous, 'v1'), { encoding: 'base64url' });
  failsWith(
    () => emitProbe(findProbe('gen-two'), { ...ORDER, token, reading: decodeMacaroon(token) }),
    'ERR_PROBE_NEEDS_USER',
    "The probe 'gen-two' cannot be made without asking a server: no user_id caveat says whose token this is.",
  );
});
