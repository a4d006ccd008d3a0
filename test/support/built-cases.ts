import { writeMacaroon } from '../../src/macaroon/encode.js';
import { PACKET_CASES, TEXT_CASES } from './built-text-cases.js';
import {
  type BuiltCase,
  bytesOf,
  EOS,
  field,
  mint,
  SHORT,
  SHORT_SIGNATURE,
  signedV2,
  text,
  V1_JSON,
  V2_CIDS,
  V2_END,
  V2_HEAD,
  V2_JSON,
  v2,
} from './edge-tokens.js';

const V2_CASES: readonly BuiltCase[] = [
  {
    id: 'V02',
    about: '3 trailing bytes',
    input: v2(...V2_HEAD, ...V2_CIDS, ...V2_END, Buffer.from('xyz')),
    results: '--+-+++',
  },
  { id: 'V04', about: 'no location', input: signedV2({ location: '', caveats: SHORT }), results: '+-+-+++' },
  {
    id: 'V06',
    about: 'length in more bytes than it needs',
    input: v2(field(1, 'localhost'), Buffer.of(2, 0x83, 0), bytesOf('key'), EOS, ...V2_CIDS, ...V2_END),
    results: '+-+-+++',
  },
  {
    id: 'V10',
    about: 'duplicate identifier',
    input: v2(field(1, 'localhost'), field(2, 'key'), field(2, 'key'), EOS, ...V2_CIDS, ...V2_END),
    results: '-------',
  },
  {
    id: 'V12',
    about: 'first-party caveat with a location',
    input: v2(...V2_HEAD, field(1, 'x'), field(2, SHORT[0] ?? ''), EOS, field(2, SHORT[1] ?? ''), EOS, ...V2_END),
    results: '+---+--',
  },
  {
    id: 'V14',
    about: 'empty vid',
    input: v2(...V2_HEAD, field(2, SHORT[0] ?? ''), field(4, ''), EOS, field(2, SHORT[1] ?? ''), EOS, ...V2_END),
    results: 'x-x-++-',
  },
  {
    id: 'V16',
    about: 'signature of 33 bytes',
    input: v2(...V2_HEAD, ...V2_CIDS, EOS, field(6, Buffer.alloc(33))),
    results: 'x-x-x--',
  },
  {
    id: 'V18',
    about: 'second end mark missing',
    input: v2(...V2_HEAD, ...V2_CIDS, field(6, SHORT_SIGNATURE)),
    results: '-------',
  },
  {
    id: 'V20',
    about: 'version byte 1',
    input: text(Buffer.concat([Buffer.of(1), ...V2_HEAD, ...V2_CIDS, ...V2_END])),
    results: '-------',
  },
  {
    id: 'V22',
    about: 'location not UTF-8',
    input: signedV2({ location: Buffer.of(0xff, 0xfe), caveats: SHORT }),
    results: '----++-',
  },
  {
    id: 'V24',
    about: 'field length 0xffffffff',
    input: v2(...V2_HEAD, Buffer.of(2, 0xff, 0xff, 0xff, 0xff, 0x0f), bytesOf('a = b'), EOS, ...V2_END),
    results: '-------',
  },
  {
    id: 'V26',
    about: 'truncated signature',
    input: v2(...V2_HEAD, ...V2_CIDS, EOS, Buffer.of(6, 32), Buffer.from(SHORT_SIGNATURE.subarray(0, 20))),
    results: '-------',
  },
  { id: 'V28', about: 'empty caveat', input: signedV2({ caveats: [...SHORT, ''] }), results: '+-+-+++' },
  { id: 'V30', about: 'caveat not UTF-8', input: signedV2({ caveats: [Buffer.of(0xff, 0xfe)] }), results: 'x-x-+++' },
];

const JSON_CASES: readonly BuiltCase[] = [
  { id: 'J01', about: 'V1 JSON', input: JSON.stringify(V1_JSON), results: '+-+--+-' },
  {
    id: 'J03',
    about: 'signature not hex',
    input: JSON.stringify({ ...V1_JSON, signature: 'z'.repeat(64) }),
    results: 'x-x----',
  },
  { id: 'J05', about: 'V2 JSON', input: JSON.stringify(V2_JSON), results: '+-+-+++' },
  { id: 'J07', about: 'v is the string "2"', input: JSON.stringify({ ...V2_JSON, v: '2' }), results: '--+--+-' },
  {
    id: 'J09',
    about: 'i64 and s64 in standard base64, padded',
    input: JSON.stringify({
      v: 2,
      l: 'localhost',
      i64: 'a2V5',
      c: V2_JSON.c,
      s64: Buffer.from(SHORT_SIGNATURE).toString('base64'),
    }),
    results: '+-+-++-',
  },
  {
    id: 'J11',
    about: 'members of both versions',
    input: JSON.stringify({ ...V2_JSON, identifier: 'key' }),
    results: '+-+---+',
  },
  {
    id: 'J13',
    about: 'null cl and vid',
    input: JSON.stringify({ ...V1_JSON, caveats: SHORT.map((cid) => ({ cid, vid: null, cl: null })) }),
    results: '+-+--+-',
  },
  { id: 'J15', about: 'leading white space', input: ` \n${JSON.stringify(V2_JSON)}`, results: '+-+----' },
  {
    id: 'J17',
    about: 'caveats left out',
    input: JSON.stringify({ v: 2, l: 'localhost', i: 'key', s64: text(mint({ caveats: [] }).signature) }),
    results: '+-+--+-',
  },
  {
    id: 'J19',
    about: 'two caveats of 9000 bytes',
    input: writeMacaroon(mint({ caveats: ['x'.repeat(9000), 'y'.repeat(9000)] }), {
      format: 'v2-json',
    }),
    results: '+-+-C++',
  },
  { id: 'J21', about: 'base64 of the JSON', input: text(bytesOf(JSON.stringify(V2_JSON))), results: '-------' },
];

const FOREIGN: readonly BuiltCase[] = [
  {
    id: 'F01',
    about: 'Fly.io',
    input: `FlyV1 fm2_${Buffer.from('949304', 'hex').toString('base64')}`,
    results: '-------',
  },
  {
    id: 'F03',
    about: 'hex of V2, as lnd has it',
    input: Buffer.from(signedV2({}), 'base64url').toString('hex'),
    results: '-------',
  },
  { id: 'F05', about: 'nothing', input: '', results: '-------' },
  {
    id: 'F07',
    about: 'an opaque token of Synapse',
    input: 'syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
    results: '-------',
  },
  { id: 'F09', about: 'only white space', input: ' \n ', results: '-------' },
];

export const BUILT_CASES: readonly BuiltCase[] = [
  ...TEXT_CASES,
  ...PACKET_CASES,
  ...V2_CASES,
  ...JSON_CASES,
  ...FOREIGN,
];
