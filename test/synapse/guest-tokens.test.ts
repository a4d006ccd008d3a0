import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../src/dialect/dialect.js';
import { judge } from '../../src/dialect/judge.js';
import { SYNAPSE_GUEST } from '../../src/dialect/synapse/guest.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { signCaveat } from '../../src/macaroon/chain.js';
import { decodeMacaroon, recoverMacaroon } from '../../src/macaroon/decode.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { narrow } from '../support/narrow.js';
import { exchange, type TestTokens } from '../support/reference.js';
import { MACAROON_SECRET_KEY, PASSWORD, SERVER_NAME, shortAnswer, useSynapse } from '../support/synapse.js';

const synapse = useSynapse();
const WHOAMI = '/_matrix/client/v3/account/whoami';
const FUTURE = Date.now() + 600_000;
const PAST = Date.now() - 600_000;
const V1: TokenForm = { format: 'v1', encoding: 'base64url' };

let guest: TestTokens;
let alice: TestTokens;
beforeAll(async () => {
  guest = await synapse().guest();
  alice = await synapse().register('alice');
});

const ACCEPTED = { status: 200, errcode: null, error: null };
const refused = (error: string) => ({ status: 401, errcode: 'M_UNKNOWN_TOKEN', error });
const REFUSED = refused('Invalid access token passed.');
const missing = (error: string) => ({ status: 401, errcode: 'M_MISSING_TOKEN', error });
const CRASHED = { status: 500, errcode: 'M_UNKNOWN', error: 'Internal server error' };

type Change = (macaroon: Macaroon) => Macaroon;
const changed = (change: Change, form = V1) => writeMacaroon(change(decodeMacaroon(guest.access).macaroon), form);
const caveatOf = (text: string): Caveat => ({ party: 'first', identifier: encodeUtf8(text) });

/** The guest token with one more caveat that the signature does not cover. */
const spliced = (text: string) =>
  changed((macaroon) => ({ ...macaroon, caveats: [...macaroon.caveats, caveatOf(text)] }));

/** A macaroon signed with Synapse's own key. */
function minted(
  key: Uint8Array,
  texts: readonly string[],
  names: { location?: string; identifier?: string } = {},
): string {
  const { location = SERVER_NAME, identifier = 'key' } = names;
  return writeMacaroon(
    mintMacaroon({
      rootKey: key,
      location: encodeUtf8(location),
      identifier: encodeUtf8(identifier),
      caveats: texts.map(caveatOf),
    }),
    V1,
  );
}

const guestTexts = (userId: string) => ['gen = 1', 'type = access', `user_id = ${userId}`, 'nonce = n', 'guest = true'];

const flipBit: Change = (macaroon) => ({
  ...macaroon,
  signature: macaroon.signature.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
});

function withThirdParty(macaroon: Macaroon): Macaroon {
  const caveat: Caveat = {
    party: 'third',
    identifier: encodeUtf8('is it Tuesday'),
    verificationId: new Uint8Array(72),
    location: encodeUtf8('calendar.example'),
  };
  return { ...macaroon, caveats: [...macaroon.caveats, caveat], signature: signCaveat(macaroon.signature, caveat) };
}

const withoutGuest: Change = (macaroon) => ({ ...macaroon, caveats: macaroon.caveats.slice(0, -1) });

/** Packet lengths are hexadecimal digits; pymacaroons reads both cases. */
const upperCaseLengths = () => {
  const text = Buffer.from(guest.access, 'base64url').toString('latin1');
  const upper = text.replace(/00[0-9a-f]{2}(?=cid |identifier |location |signature )/g, (length) =>
    length.toUpperCase(),
  );
  expect(upper).not.toBe(text);
  return Buffer.from(upper, 'latin1').toString('base64url');
};

/** What the facts say of a guest token with one more caveat, appended and signed as any holder can. */
const APPENDED: ReadonlyArray<readonly [caveat: string, answer: object]> = [
  ['gen = 1', ACCEPTED],
  ['type = access', ACCEPTED],
  ['user_id = @self', ACCEPTED],
  ['nonce = another', ACCEPTED],
  ['guest = true', ACCEPTED],
  [`time < ${FUTURE}`, ACCEPTED],
  [`time <  ${FUTURE} `, ACCEPTED],
  ['time < 9_999_999_999_999', ACCEPTED],
  [`time < ${PAST}`, REFUSED],
  [`time < ${Math.round(FUTURE / 1000)}`, REFUSED],
  ['time < soon', REFUSED],
  ['time < 1e15', REFUSED],
  ['time < 1.5', REFUSED],
  [`time<${FUTURE}`, REFUSED],
  [`time > ${PAST}`, REFUSED],
  ['gen = 2', REFUSED],
  ['type = refresh', REFUSED],
  ['guest = false', REFUSED],
  ['foo = bar', REFUSED],
  ['', REFUSED],
  ['room_id = !room:synapse.test', REFUSED],
  ['user_id = @alice:synapse.test', REFUSED],
];

/** The same for what is not appended. Made when the tests run, from the guest's token. */
const ALTERED: Readonly<Record<string, readonly [make: () => string, answer: object, account?: Account]>> = {
  'as it was issued': [() => guest.access, ACCEPTED],
  'two times, one of them past': [() => narrow(guest.access, `time < ${FUTURE}`, `time < ${PAST}`), REFUSED],
  'unsigned: foo = bar': [() => spliced('foo = bar'), ACCEPTED],
  'unsigned: time < 1': [() => spliced('time < 1'), ACCEPTED],
  'unsigned: gen = 2': [() => spliced('gen = 2'), ACCEPTED],
  'unsigned: nonce = q, which is met': [() => spliced('nonce = q'), REFUSED],
  'unsigned: another user': [() => spliced('user_id = @alice:synapse.test'), REFUSED],
  'without guest = true': [() => changed(withoutGuest), REFUSED],
  'location changed': [() => changed((m) => ({ ...m, location: encodeUtf8('elsewhere.test') })), ACCEPTED],
  'identifier changed': [() => changed((m) => ({ ...m, identifier: encodeUtf8('kez') })), REFUSED],
  'a bit of the signature flipped': [() => changed(flipBit), REFUSED],
  'a third-party caveat': [() => changed(withThirdParty), REFUSED],
  'V2 binary': [() => changed((m) => ({ ...m, version: 2 }), { format: 'v2', encoding: 'base64url' }), REFUSED],
  'upper-case packet lengths': [upperCaseLengths, ACCEPTED],
  'padded base64': [() => writePadded(), ACCEPTED],
  'other location and identifier, minted': [
    () => minted(MACAROON_SECRET_KEY, guestTexts(guest.userId), { location: 'x', identifier: 'y' }),
    ACCEPTED,
  ],
  'only user_id and guest = true, minted': [
    () => minted(MACAROON_SECRET_KEY, [`user_id = ${guest.userId}`, 'guest = true']),
    ACCEPTED,
  ],
  'another key': [() => minted(encodeUtf8('another key'), guestTexts(guest.userId)), REFUSED],
  'the registration secret as key': [
    () => minted(encodeUtf8('a registration secret for tests'), guestTexts(guest.userId)),
    REFUSED,
  ],
  'minted for a regular user': [
    () => minted(MACAROON_SECRET_KEY, guestTexts(alice.userId)),
    refused('Guest access token used for regular user'),
    'regular',
  ],
  'minted for nobody': [
    () => minted(MACAROON_SECRET_KEY, guestTexts('@nobody:synapse.test')),
    refused('Unknown user_id @nobody:synapse.test'),
    'missing',
  ],
};

/** Narrowed until its length asks for padding. */
function writePadded(): string {
  const tokens = ['gen = 1', 'nonce = aa', 'nonce = aaa'].map((caveat) => narrow(guest.access, caveat));
  const text = tokens.find((token) => token.length % 4 !== 0) ?? '';
  return `${text}${'='.repeat(4 - (text.length % 4))}`;
}

/** What `judge` says that Synapse answers, and logs, from the token, the key and what the database has of the user. */
function predict(token: string, account: Account = 'guest') {
  const { macaroon } = recoverMacaroon(token);
  const judged = judge({ macaroon, dialect: SYNAPSE_GUEST, now: Date.now(), key: MACAROON_SECRET_KEY, account });
  const { status, errcode = null, error = null, log = null } = judged.answer ?? {};
  return { answer: { status, errcode, error }, log };
}

async function ask(token: string) {
  const before = synapse().log().length;
  const answer = await synapse().whoami(token);
  return { answer: shortAnswer(answer), log: synapse().log().slice(before) };
}

async function expectAsPredicted(token: string, expected: object, account?: Account): Promise<void> {
  const { answer, log } = await ask(token);
  expect(answer).toEqual(expected);
  const predicted = predict(token, account);
  expect(predicted.answer).toEqual(expected);
  if (predicted.log === null) expect(log).not.toContain('Invalid access token in auth');
  else expect(log).toContain(predicted.log.split('…')[0]);
}

describe('a guest token with one more caveat: answer, log line, and what we predict', () => {
  test.each(APPENDED)('%j', async (caveat, expected) => {
    await expectAsPredicted(narrow(guest.access, caveat.replace('@self', guest.userId)), expected);
  });
});

describe('a guest token, altered: answer, log line, and what we predict', () => {
  test.each(Object.keys(ALTERED))('%s', async (name) => {
    const [make, expected, account] = ALTERED[name] ?? [];
    if (make === undefined || expected === undefined) throw new Error(name);
    await expectAsPredicted(make(), expected, account);
  });
});

describe('what is no macaroon', () => {
  test.each([
    ['MDAx', CRASHED],
    ['==', CRASHED],
    ['nonsense', REFUSED],
  ])('%j', async (token, expected) => {
    expect((await ask(token)).answer).toEqual(expected);
  });

  test('cut short', async () => {
    expect((await ask(guest.access.slice(0, -20))).answer).toEqual(REFUSED);
  });
});

describe('how the token is handed over', () => {
  const cases: ReadonlyArray<readonly [string, () => { path: string; headers: Record<string, string> }, object]> = [
    ['no token', () => ({ path: WHOAMI, headers: {} }), missing('Missing access token')],
    [
      'bearer in lower case',
      () => ({ path: WHOAMI, headers: { authorization: `bearer ${guest.access}` } }),
      missing('Invalid Authorization header.'),
    ],
    ['in the query', () => ({ path: `${WHOAMI}?access_token=${guest.access}`, headers: {} }), ACCEPTED],
    [
      'in header and query',
      () => ({
        path: `${WHOAMI}?access_token=${guest.access}`,
        headers: { authorization: `Bearer ${guest.access}` },
      }),
      missing('Mixing Authorization headers and access_token query parameters.'),
    ],
  ];
  test.each(cases)('%s', async (_name, make, expected) => {
    const { path, headers } = make();
    expect(shortAnswer(await exchange(`${synapse().url}${path}`, 'GET', { headers }))).toEqual(expected);
  });
});

test('a guest who becomes a regular user: the old token is for nobody', async () => {
  const old = await synapse().guest();
  const username = old.userId.slice(1, old.userId.indexOf(':'));
  const body = { username, password: PASSWORD, guest_access_token: old.access, auth: { type: 'm.login.dummy' } };
  expect((await synapse().post('/_matrix/client/v3/register', body)).status).toBe(200);
  await expectAsPredicted(old.access, refused('Guest access token used for regular user'), 'regular');
});
