import { describe, expect, test } from '@jest/globals';
import { decodeMacaroonBytes, recoverMacaroonBytes } from '../../src/macaroon/decode.js';
import type { Anomaly } from '../../src/macaroon/reading.js';
import { ANOMALIES, isRefused, wordAnomaly } from '../../src/wording/anomalies.js';

/** A token, as latin1 text of its bytes, and all that is odd about it, with its place. */
type Row = readonly [about: string, token: string, anomalies: readonly string[]];

const SIGNATURE = 's'.repeat(32);
const VID = 'v'.repeat(72);

// The packets of a well-formed V1 macaroon lie at 0, 15, 34 and 48; it has 95 bytes.
const LOCATION = '000flocation x\n';
const IDENTIFIER = '0013identifier key\n';
const CID = '000ecid a = 1\n';
const SIGNED = `002fsignature ${SIGNATURE}\n`;
const THIRD = { cid: '000ccid ask\n', vid: `0051vid ${VID}\n`, cl: '0009cl y\n' };

const V1: readonly Row[] = [
  ['nothing', LOCATION + IDENTIFIER + CID + SIGNED, []],
  ['upper-case length', LOCATION + IDENTIFIER + CID.replace('000e', '000E') + SIGNED, ['v1-length-upper-case at 34']],
  ['length with 0x', `${LOCATION}${IDENTIFIER}0x10cid gen = 1\n${SIGNED}`, ['v1-length-not-hex at 34']],
  ['length with a letter', LOCATION + IDENTIFIER + CID.replace('000e', '0z0e') + SIGNED, ['v1-length-not-hex at 34']],
  ['length 0005', `${LOCATION}${IDENTIFIER}0005\n${CID}${SIGNED}`, ['v1-length-too-small at 34']],
  ['length 0003', `${LOCATION}${IDENTIFIER}0003${CID}${SIGNED}`, ['v1-length-too-small at 34']],
  ['length that reaches too far', LOCATION + IDENTIFIER + CID.replace('000e', 'ff0e') + SIGNED, ['length-wrong at 34']],
  ['a length one too long', LOCATION + IDENTIFIER + CID.replace('000e', '000f') + SIGNED, ['length-wrong at 34']],
  ['cut in a caveat', (LOCATION + IDENTIFIER + CID).slice(0, 44), ['truncated at 34', 'signature-missing at 44']],
  [
    'cut in a length',
    `${LOCATION}${IDENTIFIER}00`,
    ['truncated at 34', 'caveats-unread at 34', 'signature-missing at 34'],
  ],
  ['cut in the signature', (LOCATION + IDENTIFIER + CID + SIGNED).slice(0, 90), ['truncated at 48']],
  ['no line feed', LOCATION + IDENTIFIER + CID.replace('\n', 'X') + SIGNED, ['v1-newline-missing at 47']],
  ['signature without a line feed', `${LOCATION}${IDENTIFIER}002esignature ${SIGNATURE}`, ['v1-newline-missing at 79']],
  ['no space', `${LOCATION}${IDENTIFIER}0009cidx\n${SIGNED}`, ['v1-space-missing at 38']],
  ['key cidx', `${LOCATION}${IDENTIFIER}000fcidx a = 1\n${SIGNED}`, ['field-unknown at 38']],
  ['key CID', LOCATION + IDENTIFIER + CID.replace('cid', 'CID') + SIGNED, ['field-unknown at 38']],
  ['no key', `${LOCATION}${IDENTIFIER}0007 x\n${SIGNED}`, ['field-unknown at 38']],
  ['identifier first', IDENTIFIER + LOCATION + CID + SIGNED, ['field-order at 19']],
  ['location last', IDENTIFIER + CID + LOCATION + SIGNED, ['field-order at 33']],
  ['location twice', LOCATION + LOCATION + IDENTIFIER + SIGNED, ['field-duplicate at 15']],
  ['no location', IDENTIFIER + CID + SIGNED, ['location-missing at 0']],
  ['no identifier', LOCATION + CID + SIGNED, ['identifier-missing at 15']],
  ['no signature', LOCATION + IDENTIFIER + CID, ['signature-missing at 48']],
  ['signature of 33 bytes', `${LOCATION}${IDENTIFIER}0030signature ${SIGNATURE}s\n`, ['signature-length at 48']],
  ['signature twice', LOCATION + IDENTIFIER + SIGNED + SIGNED, ['signature-duplicate at 81']],
  ['a caveat after the signature', LOCATION + IDENTIFIER + SIGNED + CID, ['data-after-signature at 81']],
  ['two macaroons', (LOCATION + IDENTIFIER + SIGNED).repeat(2), ['second-macaroon at 81']],
  ['empty identifier', `${LOCATION}0010identifier \n${SIGNED}`, ['identifier-empty at 30']],
  ['empty caveat', `${LOCATION}${IDENTIFIER}0009cid \n${SIGNED}`, ['caveat-empty at 42 caveat 1']],
  ['empty location', `000elocation \n${IDENTIFIER}${SIGNED}`, []],
  ['third-party caveat', LOCATION + IDENTIFIER + THIRD.cid + THIRD.vid + THIRD.cl + SIGNED, []],
  ['empty vid', `${LOCATION}${IDENTIFIER}${THIRD.cid}0009vid \n${THIRD.cl}${SIGNED}`, ['vid-empty at 54 caveat 1']],
  ['short vid', `${LOCATION}${IDENTIFIER}${THIRD.cid}000cvid 123\n${THIRD.cl}${SIGNED}`, ['vid-length at 54 caveat 1']],
  [
    'vid without cl',
    LOCATION + IDENTIFIER + THIRD.cid + THIRD.vid + SIGNED,
    ['third-party-without-location at 46 caveat 1'],
  ],
  [
    'cl without vid',
    LOCATION + IDENTIFIER + THIRD.cid + THIRD.cl + SIGNED,
    ['first-party-with-location at 46 caveat 1'],
  ],
  ['cl without a caveat', LOCATION + IDENTIFIER + THIRD.cl + SIGNED, ['first-party-with-location at 34']],
  [
    'vid before cid',
    LOCATION + IDENTIFIER + THIRD.vid + THIRD.cid + THIRD.cl + SIGNED,
    ['vid-without-cid at 34 caveat 1'],
  ],
  ['cl before vid', LOCATION + IDENTIFIER + THIRD.cid + THIRD.cl + THIRD.vid + SIGNED, ['field-order at 55 caveat 1']],
  [
    'vid twice',
    LOCATION + IDENTIFIER + THIRD.cid + THIRD.vid + THIRD.vid + THIRD.cl + SIGNED,
    ['field-duplicate at 127 caveat 1'],
  ],
  ['a caveat that is no UTF-8', `${LOCATION}${IDENTIFIER}000acid \xff\n${SIGNED}`, ['not-utf8 at 42 caveat 1']],
];

// The fields of a well-formed V2 macaroon lie at 1, 4, 10 and 19; it has 53 bytes.
const HEAD = '\x02\x01\x01x\x02\x03key\x00';
const CAVEAT = '\x02\x05a = 1\x00';
const END = `\x00\x06\x20${SIGNATURE}`;

const V2: readonly Row[] = [
  ['nothing', HEAD + CAVEAT + END, []],
  ['no location', `\x02\x02\x03key\x00${CAVEAT}${END}`, []],
  ['empty location', `\x02\x01\x00\x02\x03key\x00${END}`, ['location-empty at 1']],
  ['version 1', `\x01${HEAD.slice(1)}${END}`, ['v2-version at 0']],
  ['length of too many bytes', `${HEAD}\x02\x85\x00a = 1\x00${END}`, ['varint-not-minimal at 11 caveat 1']],
  [
    'length of 2^35',
    `${HEAD}\x02\x80\x80\x80\x80\x80\x01a = 1\x00${END}`,
    ['caveats-unread at 10', 'varint-out-of-range at 11 caveat 1'],
  ],
  [
    'length of 2^32 - 1',
    `${HEAD}\x02\xff\xff\xff\xff\x0fa = 1\x00${END}`,
    ['caveats-unread at 10', 'length-wrong at 11 caveat 1'],
  ],
  ['cut in a caveat', (HEAD + CAVEAT).slice(0, 15), ['truncated at 11 caveat 1', 'signature-missing at 15']],
  ['cut in a length', `${HEAD}\x02`, ['caveats-unread at 10', 'truncated at 11 caveat 1', 'signature-missing at 11']],
  ['cut in the signature', (HEAD + CAVEAT + END).slice(0, 40), ['truncated at 20']],
  ['identifier before location', `\x02\x02\x03key\x01\x01x\x00${END}`, ['field-order at 6']],
  ['identifier twice', `\x02\x02\x03key\x02\x03key\x00${END}`, ['field-duplicate at 6']],
  ['an unknown field', `\x02\x02\x03key\x07\x01x\x00${END}`, ['field-unknown at 6']],
  ['no end of the list of caveats', HEAD + CAVEAT + END.slice(1), ['v2-eos-missing at 18']],
  ['no end of a caveat', HEAD + CAVEAT.slice(0, -1) + END.slice(1), ['v2-eos-missing at 17 caveat 1']],
  ['an end of two bytes', `${HEAD}${CAVEAT.slice(0, -1)}\x80\x00${END}`, ['v2-eos-not-minimal at 17 caveat 1']],
  ['no signature', `${HEAD}${CAVEAT}\x00`, ['signature-missing at 19']],
  ['another field for the signature', `${HEAD}${CAVEAT}\x00\x05\x01x`, ['signature-missing at 19']],
  ['signature of 33 bytes', `${HEAD}\x00\x06\x21${SIGNATURE}s`, ['signature-length at 13']],
  ['data after the signature', `${HEAD}${END}abc`, ['data-after-signature at 45']],
  ['two macaroons', `${HEAD}${END}${HEAD}${END}`, ['second-macaroon at 45']],
  ['a V1 macaroon behind', `${HEAD}${END}${LOCATION}${IDENTIFIER}${SIGNED}`, ['second-macaroon at 45']],
  ['empty caveat', `${HEAD}\x02\x00\x00${END}`, ['caveat-empty at 12 caveat 1']],
  ['a caveat without identifier', `${HEAD}\x01\x01y\x00${END}`, ['cid-missing at 10 caveat 1']],
  ['location on a first-party caveat', `${HEAD}\x01\x01y${CAVEAT}${END}`, ['first-party-with-location at 10 caveat 1']],
  ['third-party caveat', `${HEAD}\x01\x01y\x02\x03ask\x04\x48${VID}\x00${END}`, []],
  [
    'third-party caveat without location',
    `${HEAD}\x02\x03ask\x04\x48${VID}\x00${END}`,
    ['third-party-without-location at 15 caveat 1'],
  ],
  [
    'third-party caveat with an empty location',
    `${HEAD}\x01\x00\x02\x03ask\x04\x48${VID}\x00${END}`,
    ['location-empty at 10 caveat 1'],
  ],
  ['empty vid', `${HEAD}\x01\x01y\x02\x03ask\x04\x00\x00${END}`, ['vid-empty at 20 caveat 1']],
];

const SIGNED_JSON = `"s64":"${'A'.repeat(43)}"`;
const SIGNED_V1_JSON = `"signature":"${'0a'.repeat(32)}"`;

const JSON_ROWS: readonly Row[] = [
  ['V2: nothing', `{"v":2,"i":"key","c":[{"i":"a"}],${SIGNED_JSON}}`, []],
  ['V1: nothing', `{"identifier":"key","caveats":[{"cid":"a"}],${SIGNED_V1_JSON}}`, []],
  ['white space before', ` {"v":2,"i":"key","c":[],${SIGNED_JSON}}`, ['json-white-space at 0']],
  ['white space behind', `{"v":2,"i":"key","c":[],${SIGNED_JSON}}\n`, ['json-white-space at 76']],
  ['a byte order mark', `\xef\xbb\xbf{"v":2,"i":"key","c":[],${SIGNED_JSON}}`, ['byte-order-mark at 0']],
  ['data behind', `{"v":2,"i":"key","c":[],${SIGNED_JSON}}{}`, ['json-data-after at 76']],
  ['no closing brace', `{"v":2,"i":"key","c":[],${SIGNED_JSON}`, ['truncated at 75']],
  [
    'a comma missing',
    `{"v":2,"i":"key" "c":[],${SIGNED_JSON}}`,
    ['json-caveats-missing at 0', 'signature-missing at 16', 'json-syntax at 17', 'caveats-unread at 17'],
  ],
  [
    'half a surrogate pair',
    `{"v":2,"i":"key","c":[],${SIGNED_JSON},"l":"\\ud800"}`,
    ['json-surrogate at 80', 'caveats-unread at 80'],
  ],
  [
    'nesting',
    `{"v":2,"i":"key","c":[],${SIGNED_JSON},"x":[[[[[[[[]]]]]]]]}`,
    ['field-unknown at 76', 'json-too-deep at 87', 'caveats-unread at 87'],
  ],
  ['a key twice', `{"v":2,"i":"evil","i":"key","c":[],${SIGNED_JSON}}`, ['json-duplicate-key at 18']],
  [
    'a key twice in a caveat',
    `{"v":2,"i":"key","c":[{"i":"a","i":"b"}],${SIGNED_JSON}}`,
    ['json-duplicate-key at 31 caveat 1'],
  ],
  ['text and base64', `{"v":2,"i":"key","i64":"a2V5","c":[],${SIGNED_JSON}}`, ['json-ambiguous at 17']],
  ['no version', `{"i":"key","c":[],${SIGNED_JSON}}`, ['json-version-missing at 0']],
  ['version "2"', `{"v":"2","i":"key","c":[],${SIGNED_JSON}}`, ['json-version at 5']],
  [
    'members of both versions',
    `{"v":2,"i":"key","c":[],"identifier":"evil",${SIGNED_JSON}}`,
    ['json-mixed-versions at 24'],
  ],
  ['an unknown member', `{"v":2,"i":"key","c":[],"__proto__":{},${SIGNED_JSON}}`, ['field-unknown at 24']],
  [
    'an unknown member of a caveat',
    `{"v":2,"i":"key","c":[{"i":"a","x":1}],${SIGNED_JSON}}`,
    ['field-unknown at 31 caveat 1'],
  ],
  [
    'null members',
    `{"identifier":"key","caveats":[{"cid":"a","vid":null,"cl":null}],${SIGNED_V1_JSON}}`,
    ['json-null at 48 caveat 1', 'json-null at 58 caveat 1'],
  ],
  ['no caveats', `{"v":2,"i":"key",${SIGNED_JSON}}`, ['json-caveats-missing at 0']],
  ['caveats that are null', `{"v":2,"i":"key","c":null,${SIGNED_JSON}}`, ['json-null at 21']],
  ['caveats that are no list', `{"v":2,"i":"key","c":{},${SIGNED_JSON}}`, ['json-wrong-type at 21']],
  ['a caveat that is no object', `{"v":2,"i":"key","c":["a"],${SIGNED_JSON}}`, ['json-wrong-type at 22 caveat 1']],
  ['a caveat without identifier', `{"v":2,"i":"key","c":[{}],${SIGNED_JSON}}`, ['cid-missing at 22 caveat 1']],
  ['a location that is a number', `{"v":2,"i":"key","l":5,"c":[],${SIGNED_JSON}}`, ['json-wrong-type at 21']],
  [
    'a signature that is no hex',
    `{"identifier":"key","signature":"${'0a'.repeat(31)}zz"}`,
    ['signature-length at 33', 'json-signature-not-hex at 95'],
  ],
  [
    'an upper-case signature',
    `{"identifier":"key","signature":"${'0A'.repeat(32)}"}`,
    ['json-signature-upper-case at 33'],
  ],
  ['a signature as text', `{"v":2,"i":"key","c":[],"s":"${SIGNATURE}"}`, ['json-signature-text at 29']],
  ['base64 with a blank', `{"v":2,"i64":"a2 V5","c":[],${SIGNED_JSON}}`, ['json-base64 at 14']],
  ['no signature', '{"v":2,"i":"key","c":[]}', ['signature-missing at 23']],
  [
    'V1: cl without vid',
    `{"identifier":"key","caveats":[{"cid":"a","cl":"y"}],${SIGNED_V1_JSON}}`,
    ['first-party-with-location at 42 caveat 1'],
  ],
];

const V1_BASE64 = Buffer.from(LOCATION + IDENTIFIER + CID + SIGNED, 'latin1').toString('base64url');
const V1_HEX = Buffer.from(LOCATION + IDENTIFIER + CID + SIGNED, 'latin1').toString('hex');

const MIXED = Buffer.from(`${LOCATION}${IDENTIFIER}0012cid ${'\xff'.repeat(9)}\n${SIGNED}`, 'latin1')
  .toString('base64url')
  .replace('__', '_/');

const TEXT: readonly Row[] = [
  ['white space', `${V1_BASE64}\n`, ['text-whitespace at text 127']],
  ['an illegal character', `${V1_BASE64.slice(0, 4)}!${V1_BASE64.slice(4)}`, ['text-illegal-character at text 4']],
  ['mixed alphabets', MIXED, ['base64-mixed-alphabets at text 57', 'not-utf8 at 42 caveat 1']],
  ['padding', `${V1_BASE64}==`, ['base64-padding at text 128']],
  ['percent-encoded padding', `${V1_BASE64}%3D`, ['base64-percent-encoded at text 127']],
  ['data after padding', `${V1_BASE64}=AAAA`, ['base64-data-after-padding at text 128']],
  ['spare bits', `${V1_BASE64.slice(0, -1)}p`, ['base64-spare-bits at text 126']],
  ['a stray character', `${V1_BASE64}AA`, ['base64-stray-character at text 128', 'data-after-signature at 95']],
  ['hex in upper case', V1_HEX.toUpperCase(), ['hex-upper-case at text 9']],
  ['half a byte of hex', `${V1_HEX}0`, ['hex-odd-length at text 190']],
  [
    'JSON in base64',
    Buffer.from(`{"v":2,"i":"key","c":[],${SIGNED_JSON}}`).toString('base64'),
    ['json-in-base64 at text 0'],
  ],
];

function place({ code, in: within, byte, caveat }: Anomaly, plain: Anomaly['in']): string {
  return `${code} at ${within === plain ? '' : `${within} `}${byte}${caveat === undefined ? '' : ` caveat ${caveat}`}`;
}

describe.each([
  ['V1', V1, 'decoded'],
  ['V2', V2, 'decoded'],
  ['JSON', JSON_ROWS, 'text'],
  ['text', TEXT, 'decoded'],
] as const)('%s', (_, rows, plain) => {
  test.each(rows)('%s', (__, token, expected) => {
    const bytes = Buffer.from(token, 'latin1');
    const { anomalies } = recoverMacaroonBytes(bytes);
    expect(anomalies.map((anomaly) => place(anomaly, plain))).toEqual(expected);
    const strict = () => decodeMacaroonBytes(bytes);
    if (anomalies.some(({ code }) => isRefused(code))) expect(strict).toThrow(expect.objectContaining({ exit: 3 }));
    else expect(strict()).toEqual(recoverMacaroonBytes(bytes));
  });
});

test.each([
  ['a letter in its length', '0z0e'],
  ['a length that is too small', '0003'],
  ['a length that is too large', 'ff0e'],
  ['a length one too long', '000f'],
  ['a length one too short', '000d'],
])('a caveat is not lost to %s', (_, length) => {
  const token = LOCATION + IDENTIFIER + CID.replace('000e', length) + SIGNED;
  const { macaroon, anomalies } = recoverMacaroonBytes(Buffer.from(token, 'latin1'));
  expect(anomalies).not.toEqual([]);
  expect(macaroon.caveats.map(({ identifier }) => Buffer.from(identifier).toString())).toEqual(['a = 1']);
  expect(Buffer.from(macaroon.signature).toString()).toBe(SIGNATURE);
});

test('every anomaly of the table is reported by one of these tokens', () => {
  const seen = [...V1, ...V2, ...JSON_ROWS, ...TEXT].flatMap(([, , anomalies]) =>
    anomalies.map((text) => text.split(' ')[0]),
  );
  expect(Object.keys(ANOMALIES).filter((code) => !seen.includes(code))).toEqual([]);
});

test.each(Object.entries(ANOMALIES))('%s is worded, and refused as its severity allows', (code, wording) => {
  if (wording.severity === 'error') expect(wording.refusedWhenStrict).toBe(true);
  if (wording.severity === 'info') expect(wording.refusedWhenStrict).toBe(false);
  expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(wording.fix).toMatch(/\.$/);
});

test('an anomaly in words: what, where, what to do', () => {
  const { anomalies } = recoverMacaroonBytes(
    Buffer.from((LOCATION + IDENTIFIER + CID + SIGNED).slice(0, 90), 'latin1'),
  );
  expect(anomalies.map(wordAnomaly)).toEqual([
    {
      severity: 'error',
      message:
        'The token ends at least 5 bytes too early: it lost its last character(s). (byte 48 of the decoded token)',
      fix: 'Copy the token again, whole and alone.',
    },
  ]);
});
