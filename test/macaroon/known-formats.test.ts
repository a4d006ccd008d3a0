import { describe, expect, test } from '@jest/globals';
import { encodeHex } from '../../src/encoding/hex.js';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import {
  decodeMacaroon,
  decodeMacaroonBytes,
  recoverMacaroon,
  recoverMacaroonBytes,
} from '../../src/macaroon/decode.js';
import { encodeMacaroon } from '../../src/macaroon/encode.js';
import { readPacket } from '../../src/macaroon/packet.js';
import { readV2 } from '../../src/macaroon/read-v2.js';
import type { AnomalyCode } from '../../src/macaroon/reading.js';
import { readField } from '../../src/macaroon/v2-field.js';
import { verifyMacaroon, verifySignature } from '../../src/macaroon/verify.js';
import { failsWith } from '../support/fails-with.js';
import { readVectors } from '../support/vectors.js';

interface KnownFormats {
  readonly create: readonly { id: string; v1: string; v2: string }[];
  readonly discharge_sets: readonly {
    id: string;
    root_key: string;
    satisfy: readonly string[];
    forms?: Readonly<Record<'json_v1' | 'json_v2' | 'v1' | 'v2', { root: string; discharge: string }>>;
  }[];
  readonly json_round_trip: readonly { id: string; json: string; version: string; same_as?: string }[];
  readonly json_errors: readonly { about: string; json?: string; go_error?: string; v?: unknown; accept?: boolean }[];
  readonly must_not_parse: readonly { source: string; token?: string; bytes_hex?: string }[];
  readonly packet_v1: readonly { data?: string; name?: string; value?: string; error?: string; len?: number }[];
  readonly field_v2: readonly { hex: string; field?: number; data?: string; error?: string }[];
  readonly section_v2: readonly { hex: string; fields?: [number, string][]; error?: string }[];
}

interface MatrixToken {
  readonly name: string;
  readonly token: string;
  readonly key: string;
  readonly signature_ok: boolean;
}

const ANSWERS = readVectors<KnownFormats>('macaroon-known-answers.json');
const { tokens: MATRIX_TOKENS } = readVectors<{ readonly tokens: readonly MatrixToken[] }>('matrix-tokens.json');

describe('Matrix tokens', () => {
  const states = (token: string, key: string) => verifySignature(recoverMacaroon(token).macaroon, encodeUtf8(key));

  test.each(MATRIX_TOKENS)('$name: signature valid $signature_ok', ({ token, key, signature_ok }) => {
    expect(states(token, key).state === 'valid').toBe(signature_ok);
  });

  test('upper-case lengths are the only anomaly among them', () => {
    const codes = MATRIX_TOKENS.flatMap(({ token }) => recoverMacaroon(token).anomalies.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(['v1-length-upper-case']));
  });

  test('a caveat inserted without signing is found before the last, and makes a plain mismatch', () => {
    const unsigned = MATRIX_TOKENS.filter(({ name }) => name.includes('UNSIGNED'));
    expect(unsigned.map(({ token, key }) => states(token, key))).toEqual([
      { state: 'unsigned', from: 6 },
      { state: 'unsigned', from: 6 },
    ]);
  });
});

describe.each(ANSWERS.json_round_trip)('JSON: $id', ({ json, version, same_as }) => {
  const reading = decodeMacaroon(json);

  test('is the macaroon it says', () => {
    expect(reading.format).toBe(`${version}-json`);
    const same = ANSWERS.create.find(({ id }) => id === same_as);
    const { version: _, ...content } = reading.macaroon;
    if (same !== undefined) expect(content).toMatchObject(contentOf(same.v2));
  });

  test('survives being written and read in every format', () => {
    const { version: _, ...content } = reading.macaroon;
    for (const format of ['v1', 'v2', 'v1-json', 'v2-json'] as const) {
      const again = decodeMacaroonBytes(encodeMacaroon(reading.macaroon, format));
      expect({ format, ...again.macaroon }).toEqual({ format, ...content, version: format.startsWith('v1') ? 1 : 2 });
    }
  });
});

function contentOf(token: string): object {
  const { version: _, ...content } = decodeMacaroon(token).macaroon;
  return content;
}

describe('JSON that must be refused', () => {
  const DECIDED: readonly (readonly [about: string, anomaly: AnomalyCode, byte: number])[] = [
    ['ambiguous id', 'json-ambiguous', 15],
    ['ambiguous signature', 'json-signature-text', 21],
    ['signature too short', 'signature-length', 23],
    ['signature too long', 'signature-length', 23],
    ['invalid caveat id', 'json-ambiguous', 90],
    ['invalid caveat vid', 'json-ambiguous', 104],
    ['v = 0', 'json-version', 5],
    ['v = 1', 'json-version', 5],
    ['v = 3', 'json-version', 5],
    ['v = ""', 'json-version', 5],
    ['v = null', 'json-version', 5],
    ['v = "V2"', 'json-version', 5],
  ];

  const textOf = ({ json, v }: { readonly json?: string; readonly v?: unknown }) =>
    json ?? JSON.stringify({ v, i: 'id', c: [], s64: 'A'.repeat(43) });

  test.each(DECIDED)('%s: %s at byte %i', (about, anomaly, byte) => {
    const found = ANSWERS.json_errors.find((wrong) => wrong.about === about);
    const { fields } = failsWith(() => decodeMacaroon(textOf(found ?? {})), 'ERR_MACAROON_ANOMALOUS', /./);
    expect(fields).toMatchObject({ anomaly, byte, in: 'text' });
  });

  test('each is decided, and v = 2 is accepted', () => {
    const accepted = ANSWERS.json_errors.filter(({ accept }) => accept === true);
    expect(accepted.map((good) => decodeMacaroon(textOf(good)).anomalies)).toEqual([[]]);
    expect(DECIDED).toHaveLength(ANSWERS.json_errors.length - accepted.length);
  });
});

test.each(ANSWERS.must_not_parse)('must not be decoded: $token$bytes_hex', ({ token, bytes_hex: hex }) => {
  const decode = () => (hex === undefined ? decodeMacaroon(token ?? '') : decodeMacaroonBytes(Buffer.from(hex, 'hex')));
  expect(decode).toThrow(expect.objectContaining({ exit: 3, code: expect.stringMatching(/^ERR_(MACAROON|INPUT)_/) }));
});

test.each(ANSWERS.must_not_parse)(
  'nothing is left to recover of $token$bytes_hex',
  ({ source, token, bytes_hex: hex }) => {
    const recover = () =>
      hex === undefined ? recoverMacaroon(token ?? '') : recoverMacaroonBytes(Buffer.from(hex, 'hex'));
    if (source === 'pypitoken') expect(recover().anomalies.map(({ code }) => code)).toEqual(['truncated']);
    else expect(recover).toThrow(expect.objectContaining({ exit: 3 }));
  },
);

describe('V1 packets', () => {
  const reports: AnomalyCode[] = [];
  const read = (data: string) => {
    reports.length = 0;
    return readPacket(encodeUtf8(data), 0, (code) => reports.push(code));
  };
  const EXPECTED: Readonly<Record<string, AnomalyCode>> = {
    'packet too short': 'truncated',
    'packet size too big': 'truncated',
    'packet size too small': 'v1-length-too-small',
    'cannot parse field name': 'v1-space-missing',
    'cannot parse size': 'v1-length-not-hex',
  };

  test.each(ANSWERS.packet_v1.filter(({ error }) => error !== undefined))(
    '$data: $error',
    ({ data = '', error = '' }) => {
      read(data);
      expect(reports[0]).toBe(EXPECTED[error]);
    },
  );

  test.each(ANSWERS.packet_v1.filter(({ data, error }) => error === undefined && data !== undefined))(
    '$data',
    ({ data = '' }) => {
      const packet = read(data);
      // 'field' is no packet that macaroons have, but its extent is read all the same.
      expect(reports).toEqual(['field-unknown']);
      expect(packet).toMatchObject({ offset: 0, length: 20, valueOffset: 10, valueLength: 9 });
    },
  );
});

describe('V2 fields', () => {
  const reports: AnomalyCode[] = [];
  const report = (code: AnomalyCode) => reports.push(code);

  test.each(ANSWERS.field_v2)('$hex', ({ hex, field, data, error }) => {
    reports.length = 0;
    const bytes = Buffer.from(hex, 'hex');
    const read = readField(bytes, 0, report);
    if (error === undefined) {
      expect(reports).toEqual([]);
      expect(read?.type).toBe(field);
      expect(bytes.toString('utf8', read?.valueOffset)).toBe(data);
    } else {
      expect(reports).toEqual([error.includes('out of range') ? 'varint-out-of-range' : 'truncated']);
    }
  });

  test.each(ANSWERS.section_v2)('section $hex', ({ hex, fields = [], error }) => {
    reports.length = 0;
    const bytes = Buffer.from(`02${hex}`, 'hex');
    const { fields: read } = readV2(bytes, report);
    if (error === undefined) {
      const values = read.map(({ valueOffset: from, valueLength }) => bytes.toString('utf8', from, from + valueLength));
      expect(values).toEqual(fields.map(([, value]) => value));
    } else {
      expect(reports).toContain(error.includes('order') ? 'field-order' : 'truncated');
    }
  });
});

describe.each(ANSWERS.discharge_sets.filter(({ forms }) => forms !== undefined))(
  '$id',
  ({ root_key, satisfy, forms }) => {
    const roots = Object.values(forms ?? {}).map(({ root }) => decodeMacaroon(root).macaroon);

    test('all forms are the same macaroon', () => {
      expect(new Set(roots.map(({ signature }) => encodeHex(signature))).size).toBe(1);
      expect(new Set(roots.map(({ caveats }) => JSON.stringify(caveats))).size).toBe(1);
    });

    test('the signature is valid; the third-party caveat is not met without a discharge', () => {
      const met = new Set(satisfy);
      for (const root of roots) {
        const check = (caveat: Uint8Array) => (met.has(Buffer.from(caveat).toString()) ? null : 'unmet');
        expect(verifyMacaroon(root, encodeUtf8(root_key), check)).toEqual({
          verified: false,
          signature: { state: 'valid' },
          unmet: [{ party: 'third', caveat: 2 }],
        });
      }
    });
  },
);
