import {
  type BuiltCase,
  bytesOf,
  CIDS,
  GUEST,
  HEAD,
  SIGNATURE,
  SIGNED,
  STANDARD,
  signed,
  text,
  URL_UNPADDED,
  v1,
  WHOLE,
  withExtra,
} from './edge-tokens.js';

function wrapped(base64: string): string {
  return base64.replace(/.{76}/g, '$&\n').concat('\n');
}

export const TEXT_CASES: readonly BuiltCase[] = [
  { id: 'B02', about: 'url-safe, padded', input: `${URL_UNPADDED}=`, results: '-++++++' },
  { id: 'B04', about: 'standard, padded', input: STANDARD, results: '-++++++' },
  { id: 'B06', about: 'trailing LF', input: `${URL_UNPADDED}\n`, results: '-+-+++-' },
  { id: 'B08', about: 'wrapped at 76', input: wrapped(STANDARD), results: '-++++--' },
  { id: 'B10', about: 'spare bits', input: `${URL_UNPADDED.slice(0, -1)}p`, results: '-++--+-' },
  {
    id: 'B12',
    about: "'!' inside",
    input: `${URL_UNPADDED.slice(0, 40)}!${URL_UNPADDED.slice(40)}`,
    results: '-+-----',
  },
  { id: 'B14', about: 'data after padding', input: `${STANDARD}AAAA`, results: '-++----' },
  { id: 'B16', about: 'in double quotes', input: `"${URL_UNPADDED}"`, results: '-++----' },
  {
    id: 'B18',
    about: 'zero-width space inside',
    input: `${URL_UNPADDED.slice(0, 40)}\u200b${URL_UNPADDED.slice(40)}`,
    results: '-++----',
  },
  { id: 'B20', about: 'CRLF and tab at the end', input: `${STANDARD}\r\n\t`, results: '-++++--' },
];

const JUNK_VID = Buffer.alloc(72, 7);
export const PACKET_CASES: readonly BuiltCase[] = [
  { id: 'P02', about: "'0x10' as a length", input: withExtraAt('0x10'), results: '-++----' },
  {
    id: 'P04',
    about: 'signature packet without a line feed',
    input: text(Buffer.concat([WHOLE.subarray(0, 165), bytesOf('002e'), WHOLE.subarray(169, -1)])),
    results: '-+x----',
  },
  { id: 'P06', about: 'line feed of a caveat replaced', input: text(replaced(57, 'X')), results: '-x+---+' },
  {
    id: 'P08',
    about: 'caveat after the signature',
    input: v1(...HEAD, ...CIDS, SIGNED, ['cid', 'a = b']),
    results: '-xx++++',
  },
  {
    id: 'P10',
    about: 'duplicate location',
    input: v1(['location', 'a'], ...HEAD, ...CIDS, SIGNED),
    results: '-++---+',
  },
  {
    id: 'P12',
    about: 'duplicate signature',
    input: v1(...HEAD, ...CIDS, SIGNED, ['signature', Buffer.alloc(32)]),
    results: '-xx+++x',
  },
  { id: 'P14', about: 'missing identifier', input: v1(['location', 'localhost'], ...CIDS, SIGNED), results: '-xx----' },
  {
    id: 'P16',
    about: 'identifier before location',
    input: v1(['identifier', 'key'], ['location', 'localhost'], ...CIDS, SIGNED),
    results: '-++---+',
  },
  { id: 'P18', about: 'cl without vid', input: v1(...HEAD, ...CIDS, ['cl', 'x'], SIGNED), results: '-+++++-' },
  { id: 'P20', about: 'vid without cl', input: withExtra(['cid', 'a'], ['vid', JUNK_VID]), results: '-xxxxx-' },
  {
    id: 'P22',
    about: 'duplicate vid',
    input: withExtra(['cid', 'a'], ['vid', JUNK_VID], ['vid', JUNK_VID], ['cl', 'b']),
    results: '-xx---x',
  },
  { id: 'P24', about: 'empty location', input: signed({ location: '' }), results: '-++++++' },
  { id: 'P26', about: 'empty caveat', input: signed({ caveats: [...GUEST, ''] }), results: '-+++x++' },
  {
    id: 'P28',
    about: 'identifier not UTF-8',
    input: signed({ identifier: Buffer.of(0xff, 0xfe) }),
    results: '-x+++++',
  },
  { id: 'P30', about: 'location not UTF-8', input: signed({ location: Buffer.of(0xff, 0xfe) }), results: '-+++++-' },
  {
    id: 'P32',
    about: 'signature of 33 bytes',
    input: v1(...HEAD, ...CIDS, ['signature', Buffer.concat([SIGNATURE, Buffer.of(0)])]),
    results: '-xx----',
  },
  { id: 'P34', about: 'NUL in a caveat', input: signed({ caveats: ['a = \0b'] }), results: '-++++++' },
  {
    id: 'P36',
    about: 'escape and bidi in a caveat',
    input: signed({ caveats: ['a = \u001b[31m\u202eb'] }),
    results: '-++++++',
  },
  {
    id: 'P38',
    about: 'length wrapped to 0000',
    input: v1(...HEAD, ['cid', 'x'.repeat(65527), '0000'], SIGNED),
    results: '---HH--',
  },
  {
    id: 'P40',
    about: 'length beyond the end',
    input: v1(...HEAD, ['cid', GUEST[0] ?? '', 'ffff'], ...CIDS.slice(1), SIGNED),
    results: '--x----',
  },
  { id: 'P42', about: 'length 0003', input: withExtra(bytesOf('0003')), results: '-------' },
  { id: 'P44', about: 'length 0005, just a line feed', input: withExtra(bytesOf('0005\n')), results: '-+-----' },
  { id: 'P46', about: "name 'cidx'", input: withExtra(['cidx', 'a = b']), results: '-x-----' },
  {
    id: 'P48',
    about: 'vid of 10 bytes',
    input: withExtra(['cid', 'a'], ['vid', Buffer.alloc(10)], ['cl', 'b']),
    results: '-xxxxxx',
  },
  {
    id: 'P50',
    about: 'byte order mark before the first packet',
    input: text(Buffer.concat([bytesOf('\ufeff'), WHOLE])),
    results: '-------',
  },
  {
    id: 'P52',
    about: 'raw packets as text',
    input: bytesOf('0017location localhost\n0013identifier key\n002fsignature ').toString() + 'x'.repeat(32),
    results: '-------',
  },
  {
    id: 'P54',
    about: '10000 caveats',
    input: signed({ caveats: Array.from({ length: 10000 }, (_, at) => `c${at} = 1`) }),
    results: '-++++++',
  },
  { id: 'P56', about: "name 'CID'", input: withExtra(['CID', 'a = b']), results: '-+-----' },
];

function withExtraAt(length: string): string {
  return v1(...HEAD, ['cid', GUEST[0] ?? '', length], ...CIDS.slice(1), SIGNED);
}

function replaced(at: number, by: string): Buffer {
  const bytes = Buffer.from(WHOLE);
  bytes.write(by, at);
  return bytes;
}
