import { describe, expect, test } from '@jest/globals';
import { decodeMacaroon, recoverMacaroon } from '../../src/macaroon/decode.js';
import type { Anomaly, WireFormat } from '../../src/macaroon/reading.js';
import { type SignatureState, verifySignature } from '../../src/macaroon/verify.js';
import { isRefused } from '../../src/wording/anomalies.js';
import { EDGE_CASE_IDS, findEdgeCase } from '../support/edge-cases.js';
import { failsWith } from '../support/fails-with.js';

/** What each case is read as: its format, every anomaly with its place, the signature's state. */
const READ: readonly (readonly [
  id: string,
  format: WireFormat,
  anomalies: readonly string[],
  state: SignatureState['state'],
])[] = [
  ['B01', 'v1', [], 'valid'],
  ['B03', 'v1', [], 'valid'],
  ['B05', 'v1', ['base64-mixed-alphabets at text 276'], 'valid'],
  ['B07', 'v1', ['text-whitespace at text 0'], 'valid'],
  ['B09', 'v1', ['base64-padding at text 284'], 'valid'],
  ['B11', 'v1', ['base64-stray-character at text 284', 'data-after-signature at decoded 212'], 'valid'],
  ['B15', 'v1', ['base64-percent-encoded at text 283'], 'valid'],
  ['B17', 'v1', ['text-illegal-character at text 283'], 'valid'],
  ['B19', 'v1', ['truncated at decoded 165'], 'valid'],
  ['P01', 'v1', ['v1-length-upper-case at decoded 58'], 'valid'],
  ['P03', 'v1', ['v1-length-not-hex at decoded 42'], 'valid'],
  ['P05', 'v1', ['truncated at decoded 165'], 'valid'],
  ['P07', 'v1', ['data-after-signature at decoded 212'], 'valid'],
  ['P09', 'v1', ['second-macaroon at decoded 212'], 'valid'],
  ['P11', 'v1', ['field-duplicate at decoded 42'], 'mismatch'],
  ['P13', 'v1', ['location-missing at decoded 0'], 'valid'],
  ['P15', 'v1', ['signature-missing at decoded 165'], 'mismatch'],
  ['P17', 'v1', ['field-unknown at decoded 46'], 'valid'],
  ['P19', 'v1', [], 'valid'],
  ['P21', 'v1', ['vid-without-cid at decoded 42 caveat 1'], 'valid'],
  ['P23', 'v1', ['field-duplicate at decoded 154 caveat 1'], 'valid'],
  ['P25', 'v1', ['identifier-empty at decoded 38'], 'valid'],
  ['P27', 'v1', [], 'valid'],
  ['P29', 'v1', ['not-utf8 at decoded 66 caveat 2'], 'valid'],
  ['P31', 'v1', ['signature-length at decoded 179'], 'mismatch'],
  ['P33', 'v1', ['signature-length at decoded 179'], 'mismatch'],
  ['P35', 'v1', [], 'valid'],
  ['P37', 'v1', [], 'valid'],
  [
    'P39',
    'v1',
    [
      'field-unknown at decoded 46',
      'v1-newline-missing at decoded 4137',
      'v1-length-not-hex at decoded 4138',
      'caveats-unread at decoded 4138',
    ],
    'mismatch',
  ],
  ['P41', 'v1', ['v1-length-too-small at decoded 42'], 'valid'],
  ['P43', 'v1', ['v1-length-too-small at decoded 42'], 'valid'],
  ['P45', 'v1', ['v1-space-missing at decoded 46'], 'valid'],
  ['P47', 'v1', [], 'valid'],
  ['P49', 'v1', ['vid-length at decoded 61 caveat 1'], 'valid'],
  ['P51', 'v1', [], 'valid'],
  ['P53', 'v1', [], 'valid'],
  ['P55', 'v1', ['field-unknown at decoded 46'], 'valid'],
  ['P57', 'v1', [], 'mismatch'],
  ['V01', 'v2', [], 'valid'],
  ['V03', 'v2', ['second-macaroon at decoded 146'], 'valid'],
  ['V05', 'v2', ['location-empty at decoded 1'], 'valid'],
  ['V07', 'v2', ['caveats-unread at decoded 18', 'varint-out-of-range at decoded 19 caveat 1'], 'mismatch'],
  ['V09', 'v2', ['field-order at decoded 6'], 'valid'],
  ['V11', 'v2', ['field-unknown at decoded 17'], 'valid'],
  ['V13', 'v2', ['third-party-without-location at decoded 22 caveat 1'], 'valid'],
  ['V15', 'v2', ['signature-length at decoded 114'], 'truncated'],
  ['V17', 'v2', ['signature-length at decoded 114'], 'mismatch'],
  ['V19', 'v2', ['v2-version at decoded 0'], 'valid'],
  ['V21', 'v2', ['not-utf8 at decoded 14'], 'valid'],
  ['V23', 'v2', ['identifier-empty at decoded 14'], 'valid'],
  ['V25', 'v2', [], 'valid'],
  ['V27', 'v2', ['v2-eos-not-minimal at decoded 27 caveat 1'], 'valid'],
  ['V29', 'v2', ['vid-length at decoded 27 caveat 1'], 'valid'],
  ['V31', 'v2', ['caveats-unread at decoded 18', 'varint-out-of-range at decoded 19 caveat 1'], 'mismatch'],
  ['J02', 'v1-json', ['json-signature-upper-case at text 201'], 'valid'],
  ['J04', 'v1-json', ['signature-length at text 201'], 'truncated'],
  ['J06', 'v2-json', ['json-version-missing at text 0'], 'valid'],
  ['J08', 'v2-json', ['json-ambiguous at text 214'], 'valid'],
  ['J10', 'v2-json', ['field-unknown at text 214'], 'valid'],
  ['J12', 'v2-json', ['json-duplicate-key at text 34'], 'valid'],
  ['J14', 'v1-json', ['signature-missing at text 187'], 'mismatch'],
  ['J16', 'v2-json', [], 'valid'],
  ['J18', 'v2-json', ['signature-length at text 169'], 'truncated'],
  [
    'J22',
    'v2-json',
    ['json-version-missing at text 0', 'json-signature-text at text 35', 'signature-length at text 35'],
    'mismatch',
  ],
];

/** What is refused: where, and what was expected there. */
const REFUSED: readonly (readonly [id: string, within: 'text' | 'decoded', byte: number, expected: string])[] = [
  ['B13', 'text', 6, 'a character of the encoded token'],
  ['J20', 'text', 0, 'one macaroon, not a JSON list of them (pass one at a time)'],
  ['F02', 'decoded', 0, 'a macaroon: a V1 packet length, the V2 version byte 02, or "{"'],
  ['F04', 'text', 8, 'a character of the encoded token'],
  ['F06', 'text', 0, 'a binary macaroon'],
  ['F08', 'decoded', 0, 'a macaroon: a V1 packet length, the V2 version byte 02, or "{"'],
];

test('every case is decided', () => {
  expect([...READ, ...REFUSED].map(([id]) => id).sort()).toEqual([...EDGE_CASE_IDS].sort());
});

function place({ code, in: within, byte, caveat }: Anomaly): string {
  return `${code} at ${within} ${byte}${caveat === undefined ? '' : ` caveat ${caveat}`}`;
}

describe.each(READ)('%s', (id, format, anomalies, state) => {
  const { rootKey, input } = findEdgeCase(id);

  test('recovered, with every anomaly named', () => {
    const reading = recoverMacaroon(input);
    expect({ format: reading.format, anomalies: reading.anomalies.map(place) }).toEqual({ format, anomalies });
    expect(verifySignature(reading.macaroon, rootKey).state).toBe(state);
  });

  test('decoded strictly, or refused for one of them', () => {
    const { macaroon, anomalies: found } = recoverMacaroon(input);
    const refused = found.filter(({ code }) => isRefused(code));
    if (refused.length === 0) expect(decodeMacaroon(input).macaroon).toEqual(macaroon);
    else {
      const { fields } = failsWith(
        () => decodeMacaroon(input),
        'ERR_MACAROON_ANOMALOUS',
        /^This macaroon is not well formed\./,
      );
      expect(refused).toContainEqual(
        expect.objectContaining({ code: fields.anomaly, byte: fields.byte, in: fields.in }),
      );
    }
  });
});

test.each(REFUSED)('%s is refused at %s byte %i', (id, within, byte, expected) => {
  const { input } = findEdgeCase(id);
  const where = within === 'text' ? `byte ${byte}` : `byte ${byte} of the decoded token`;
  const message = `This is not a macaroon, or damaged beyond use: at ${where}, expected ${expected}.`;
  const { fields } = failsWith(() => recoverMacaroon(input), 'ERR_MACAROON_DECODE', message);
  expect(fields).toEqual({ in: within, byte, expected });
});
