import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recoverMacaroon } from '../../src/macaroon/decode.js';
import { wireParts } from '../../src/macaroon/wire-parts.js';
import type { InspectReport } from '../../src/report/inspect.js';
import { reportWire, type WireReport } from '../../src/report/inspect-wire.js';
import { renderWire } from '../../src/report/inspect-wire-text.js';
import { toJson } from '../../src/report/json.js';
import { createStyle } from '../../src/report/style.js';
import { extractToken } from '../../src/token/extract.js';
import { BUILT_CASES } from '../support/built-cases.js';
import { EDGE_CASE_IDS, findEdgeCase } from '../support/edge-cases.js';
import { inspect, tryInspect } from '../support/inspect.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import { findMacaroon, GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('inspect');
const VIEW = { style: createStyle(false), width: 100 };
const INPUTS = [
  ...EDGE_CASE_IDS.map((id) => ({ id, input: findEdgeCase(id).input })),
  ...BUILT_CASES.map(({ id, input }) => ({ id, input })),
].filter(({ input }) => input.trim() !== '' && input.length < 10_000);

function wire(text: string, showValues = false): WireReport {
  return reportWire(text, { showValues });
}

function withWire(text: string): (InspectReport & { readonly wire: WireReport }) | undefined {
  const report = tryInspect(text);
  return report === undefined ? undefined : { ...report, wire: wire(text, true) };
}

test('every field has its place and its bytes; the signature has its place alone', () => {
  const { fields, length } = wire(mint('gen = 1'));
  expect(length).toBe(fields.reduce((sum, field) => sum + field.length, 0));
  expect(fields.map(({ name, caveat, offset, hidden, shown }) => [name, caveat, offset, hidden, shown])).toEqual([
    ['location', null, 0, null, '0017location localhost\\n'],
    ['identifier', null, 23, null, '0012identifier id\\n'],
    ['cid', 1, 41, null, '0010cid gen = 1\\n'],
    ['signature', null, 57, 'secret', null],
  ]);
  expect(fields[2]).toMatchObject({
    hex: '303031306369642067656e203d20310a',
    value: { offset: 49, length: 7 },
  });
});

test('an anomaly stands at its field, and is why a reader refuses the token', () => {
  const { fields, readers } = wire(findEdgeCase('P03').input);
  expect(fields.filter(({ anomalies }) => anomalies.length > 0)).toMatchObject([
    { offset: 42, shown: ' 010cid gen = 1\\n', anomalies: [{ code: 'v1-length-not-hex', byte: 42 }] },
  ]);
  expect(readers.find(({ reader }) => reader === 'go-macaroon')).toEqual({
    reader: 'go-macaroon',
    name: 'Go macaroon.v2 2.1.0 (snapd, Juju, lnd)',
    given: 'text',
    outcome: 'rejects',
    verifies: null,
    reasons: [{ code: 'v1-length-not-hex', message: 'v1-length-not-hex at byte 42 of the decoded token' }],
    surrounded: null,
  });
});

test('what surrounds the token is judged apart from it', () => {
  const { readers } = wire(`Bearer ${GUEST}`);
  expect(readers.find(({ reader }) => reader === 'pymacaroons')).toMatchObject({
    outcome: 'accepts',
    verifies: true,
    surrounded: { outcome: 'rejects', verifies: null },
  });
  expect(wire(GUEST).readers.every(({ surrounded }) => surrounded === null)).toBe(true);
});

test('a token that is no macaroon has no fields, and no reader takes it', () => {
  const { fields, readers } = wire(SYNAPSE_ACCESS);
  expect(fields).toEqual([]);
  expect(new Set(readers.map(({ outcome }) => outcome))).toEqual(new Set(['rejects']));
});

test('the text shows fields, bytes, anomalies and readers', () => {
  const [fields, readers] = renderWire(wire(findEdgeCase('V13').input), VIEW).split('\n\n');
  expect(fields).toBe(`Wire (132 bytes)
  offset  length  field
       0       1  version
                    \\u{2}
                    02
       1      11  location
                    \\u{1}\\tlocalhost
                    01 09 6c 6f 63 61 6c 68 6f 73 74
      12       5  identifier
                    \\u{2}\\u{3}key
                    02 03 6b 65 79
      17       1  end-mark
                    \\u{0}
                    00
      18       4  cid (caveat 1)
                    \\u{2}\\u{2}tp
                    02 02 74 70
      22      74  vid (caveat 1)
                    (secret)
                    ^ 22 third-party-without-location: A third-party caveat does not say where to
                      discharge it: the Rust reader refuses that. (byte 22 of the decoded token)
      96       1  end-mark
                    \\u{0}
                    00
      97       1  end-mark
                    \\u{0}
                    00
      98      34  signature
                    (secret)`);
  expect(readers).toMatch(/│ npm macaroons\.js 0\.3\.9 +│ refuses it +│ it does not have this wire +│/);
  expect(readers).toMatch(/\nPredicted, not run\. .*$/);
});

describe.each(INPUTS)('$id', ({ input }) => {
  const report = withWire(input);

  test('follows the schema', () => {
    if (report !== undefined) expectSchema(report);
  });

  test('every anomaly of the macaroon is shown once, at a place', () => {
    if (report?.kind !== 'macaroon') return;
    const found = report.findings.filter(({ in: within }) => within === 'text' || within === 'decoded');
    const placed = [...report.wire.text, ...report.wire.fields.flatMap(({ anomalies }) => anomalies)];
    const codes = (list: readonly { readonly code: string; readonly byte?: number }[]) =>
      list.map(({ code, byte }) => `${code} ${byte}`).sort();
    expect(codes(found)).toEqual(expect.arrayContaining(codes(placed)));
    const { anomalies } = recoverMacaroon(extractToken(input).token);
    expect(codes(placed)).toEqual(codes(anomalies));
  });
});

test('the parts of a binary macaroon cover each of its bytes once', () => {
  for (const { input } of INPUTS) {
    const report = tryInspect(input);
    if (report?.macaroon?.format !== 'v1' && report?.macaroon?.format !== 'v2') continue;
    const reading = recoverMacaroon(extractToken(input).token);
    let at = 0;
    for (const { offset, length } of wireParts(reading)) {
      expect(offset).toBe(at);
      at += length;
    }
    expect(at).toBe(reading.bytes.length);
  }
});

test('secret values are masked, unless asked for', () => {
  const token = mint('nonce = s3cr3t', 'state=s3cr3t');
  const hidden = wire(token);
  const s3cr3t = Buffer.from('s3cr3t').toString('hex');
  expect(toJson(hidden) + renderWire(hidden, VIEW)).not.toMatch(new RegExp(`s3cr3t|${s3cr3t}`));
  expect(hidden.fields.map((field) => field.hidden)).toEqual([null, null, 'masked', 'masked', 'secret']);
  expect(toJson(wire(token, true))).toContain(s3cr3t);
});

test('whatever byte of a token is changed, no output holds its signature', () => {
  const tokens = [
    mint('gen = 1', 'user_id = @a:example.org'),
    findMacaroon('guest access token, Synapse 1.160.0'),
    findEdgeCase('V01').input,
    findEdgeCase('V13').input,
  ];
  const changed = fc.record({ token: fc.constantFrom(...tokens), at: fc.nat(400), byte: fc.nat(255) });
  fc.assert(
    fc.property(changed, ({ token, at, byte }) => {
      const { bytes, macaroon } = recoverMacaroon(token);
      const damaged = Buffer.from(bytes);
      damaged[at % damaged.length] = byte;
      const text = damaged.toString('base64url');
      if (tryInspect(text) === undefined) return;
      const output =
        toJson(wire(text, true)).replaceAll(' ', '') + renderWire(wire(text, true), VIEW).replaceAll(/\s/g, '');
      const signature = Buffer.from(macaroon.signature).toString('hex');
      const windows = Array.from({ length: signature.length / 2 - 11 }, (_, at) =>
        signature.slice(2 * at, 2 * at + 24),
      );
      expect(windows.filter((window) => output.includes(window))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('inspect without --wire says nothing of the wire', () => {
  expect(inspect(GUEST)).not.toHaveProperty('wire');
});
