import { describe, expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { recoverMacaroon } from '../../src/macaroon/decode.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { toJson } from '../../src/report/json.js';
import { inspect, show } from '../support/inspect.js';
import { schemaOf } from '../support/schema.js';
import { spellings } from '../support/tokens.js';

const expectSchema = schemaOf('inspect');
const PREIMAGE = 'c0ffee'.repeat(10).padEnd(64, '0');

function mint(identifier: string, location = 'example.org') {
  return mintMacaroon({
    version: 2,
    rootKey: encodeUtf8('a key'),
    location: encodeUtf8(location),
    identifier: encodeUtf8(identifier),
    caveats: [{ party: 'first', identifier: encodeUtf8('gen = 1') }],
  });
}

function text(identifier: string, format: 'v1' | 'v2' = 'v2', location?: string): string {
  return writeMacaroon(mint(identifier, location), { format, encoding: 'base64url' });
}

const LIST = `[${writeMacaroon(mint('root'), { format: 'v2-json' })},${writeMacaroon(mint('one'), { format: 'v2-json' })}]`;
const BAKERY = Buffer.from(LIST).toString('base64');
const ROOT = text('root', 'v1');
const ONE = text('one', 'v1');

describe.each([
  ['a header of the snap store', `Authorization: Macaroon root="${ROOT}", discharge="${ONE}"`, 'snap-header', ['one']],
  [
    'one without a space',
    `Macaroon root="${ROOT}",discharge="${ONE}",discharge="${ONE}"`,
    'snap-header',
    ['one', 'one'],
  ],
  ['one without discharges', `X-Device-Authorization: Macaroon root="${ROOT}"`, 'snap-header', []],
  ['a cookie of go-bakery', `Cookie: a=b; macaroon-0a1b=${BAKERY}`, 'macaroon-cookie', ['one']],
  ['a header of go-bakery', `Macaroons: ${BAKERY}`, 'macaroon-cookie', ['one']],
  ['its value, unbound', `unbound:${BAKERY}`, 'macaroon-cookie', ['one']],
  ['a JSON list', LIST, 'macaroon-list', ['one']],
  ['L402', `Authorization: L402 ${text('root')},${text('one')}:${PREIMAGE}`, 'l402', ['one']],
  ['LSAT', `LSAT ${text('root')}:${PREIMAGE}`, 'l402', []],
  ['PyPI', `pypi-${text('root', 'v2', 'pypi.org')}`, 'pypi', []],
])('%s', (_, input, wrapper, discharges) => {
  const report = inspect(input);

  test('is about its root, with the rest beside it', () => {
    expectSchema(report);
    expect(report).toMatchObject({ kind: 'macaroon', input: { wrapper }, macaroon: { identifier: 'root' } });
    expect(report.discharges?.map(({ macaroon }) => macaroon?.identifier)).toEqual(discharges);
    expect(show(report).match(/^Discharge \d$/gm) ?? []).toEqual(discharges.map((_, at) => `Discharge ${at + 1}`));
  });

  test('holds no signature and no preimage', () => {
    const output = toJson(report) + show(report);
    const secrets = [ROOT, ONE, text('root'), text('root', 'v2', 'pypi.org')].map(
      (token) => recoverMacaroon(token).macaroon.signature,
    );
    for (const spelling of secrets.flatMap(spellings)) expect(output).not.toContain(spelling.slice(0, 12));
    expect(output).not.toContain(PREIMAGE.slice(0, 12));
  });
});

test('a preimage is said to be left out', () => {
  expect(inspect(`LSAT ${text('root')}:${PREIMAGE}`).findings).toContainEqual({
    code: 'preimage-left-out',
    severity: 'info',
    message: 'The preimage after the macaroon, the proof of payment, is a secret and was left out.',
  });
});

test('a discharge that is no macaroon is said to be none', () => {
  const report = inspect(`Macaroon root="${ROOT}", discharge="nothing"`);
  expectSchema(report);
  expect(report.discharges).toMatchObject([{ macaroon: null }]);
  expect(show(report)).toContain('Discharge 1\nno macaroon, or damaged beyond use');
});

test('a macaroon alone has no discharges', () => {
  expect(inspect(ROOT)).not.toHaveProperty('discharges');
});

test.each([
  ['pypi.org', 'pypi'],
  ['lnd', 'lnd'],
])('a V2 macaroon of %s is named', (location, software) => {
  expect(inspect(text('root', 'v2', location)).issuer).toEqual({ software, purpose: 'unknown', certainty: 'likely' });
});
