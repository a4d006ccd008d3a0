import { expect, test } from '@jest/globals';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { type DiffReport, diffTokens, exitOfDiff } from '../../src/report/diff.js';
import { renderDiff } from '../../src/report/diff-text.js';
import { createStyle } from '../../src/report/style.js';
import { failsWith } from '../support/fails-with.js';
import { NOW } from '../support/fake-io.js';
import { mintTexts } from '../support/macaroons.js';
import { narrow } from '../support/narrow.js';
import { schemaOf } from '../support/schema.js';
import { EDGE_CASES, GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

const expectSchema = schemaOf('diff');
const IN_AN_HOUR = `time < ${NOW + 3_600_000}`;
const NARROWED = narrow(GUEST, IN_AN_HOUR);

function diff(a: string, b: string, showValues = false): DiffReport {
  const report = diffTokens({ from: 'argument', text: a }, { from: 'stdin', text: b }, { now: NOW, showValues });
  expectSchema(report);
  return report;
}

function show(report: DiffReport): string {
  return renderDiff(report, { style: createStyle(false), width: 100 });
}

test('the whole report', () => {
  const effective = {
    userId: '@2:localhost.test',
    type: 'access',
    guest: true,
    notBefore: null,
    expires: null,
    state: 'live',
    basis: 'claimed',
  };
  const time = { raw: '1767326645000', ms: 1767326645000, iso: '2026-01-02T04:04:05.000Z', relativeSeconds: 3600 };
  const side = { format: 'v1', encoding: 'base64url', location: 'localhost.test', identifier: 'key' };
  const added = {
    index: 6,
    text: IN_AN_HOUR,
    key: 'time',
    operator: '<',
    value: '1767326645000',
    party: 'first',
    standing: 'standard',
    meaning: 'Valid before 2026-01-02T04:04:05.000Z',
    masked: false,
    time,
  };
  expect(diff(`Bearer ${GUEST}\n`, NARROWED)).toEqual({
    schema: 'matrix-token.diff/1',
    relation: 'descends',
    descendant: 'b',
    signature: { state: 'valid' },
    conclusion: 'B descends from A: the signature of A, continued over what B adds, is that of B.',
    commonCaveats: 5,
    a: {
      fingerprint: 'sha256:562f2108869565681c931e2234d3378f98246e508cc2d6bb0ae54bd2461d408f',
      input: { from: 'argument', wrapper: 'bearer', trimmed: true },
      ...side,
      caveats: 5,
      adds: [],
      effective,
    },
    b: {
      fingerprint: expect.stringMatching(/^sha256:/),
      input: { from: 'stdin', wrapper: null, trimmed: false },
      ...side,
      caveats: 6,
      adds: [added],
      effective: { ...effective, expires: time },
    },
    differences: [],
    warnings: [],
  });
});

test('the whole text', () => {
  const converted = { format: 'v2', encoding: 'hex' } as const;
  const b = writeMacaroon({ ...mintTexts('gen = 1', IN_AN_HOUR), location: Buffer.from('other.test') }, converted);
  const a = writeMacaroon(mintTexts('gen = 1'), { format: 'v1', encoding: 'base64url' });
  const text = show(diff(a, b));
  expect(text.replace(/sha256:[\da-f]{16}/g, 'sha256:0123456789abcdef')).toBe(`\
B descends from A: the signature of A, continued over what B adds, is that of B.

B adds
┌───┬──────────────────────┬───────────────────────────────────────────────────┐
│ # │ Caveat               │ Meaning                                           │
│ 2 │ time < 1767326645000 │ Valid before 2026-01-02T04:04:05.000Z (in 1 hour) │
└───┴──────────────────────┴───────────────────────────────────────────────────┘

Not covered by the signature
┌─────────────┬───────────┬────────────┐
│             │ A         │ B          │
│ Wire format │ v1        │ v2         │
│ Encoding    │ base64url │ hex        │
│ Location    │ hs.test   │ other.test │
└─────────────┴───────────┴────────────┘

What they allow, by their caveats
┌─────────────┬───────────────────────────────────────────┬────────────────────────────────────────┐
│             │ A                                         │ B                                      │
│ Valid       │ without an end: no caveat limits the time │ until 2026-01-02T04:04:05Z (in 1 hour) │
│ Caveats     │ 1                                         │ 2                                      │
│ Token       │ v1, base64url                             │ v2, hex                                │
│ Fingerprint │ sha256:0123456789abcdef…                  │ sha256:0123456789abcdef…               │
└─────────────┴───────────────────────────────────────────┴────────────────────────────────────────┘`);
});

const OTHER_WAY = narrow(GUEST, 'time < 5');

test.each<[string, string, string, number, string]>([
  ['identical', GUEST, GUEST, 0, 'A and B are the same macaroon: identifier, caveats and signature are equal.'],
  [
    'descends',
    NARROWED,
    GUEST,
    7,
    'A descends from B: the signature of B, continued over what A adds, is that of A. ' +
      'The other way round than asked: B is the wider one.',
  ],
  [
    'siblings',
    NARROWED,
    OTHER_WAY,
    7,
    'Neither descends from the other: they share the identifier and the first 5 caveats, then each goes its own way. ' +
      'Whether one key signed both cannot be told without it.',
  ],
  [
    'refuted',
    GUEST,
    `${NARROWED.slice(0, -3)}AAA`,
    7,
    'B does not descend from A: it has all caveats of A, but another key signed it, or something was changed.',
  ],
  [
    'unrelated',
    GUEST,
    'MDAxMGxvY2F0aW9uIHgKMDAxMmlkZW50aWZpZXIgeAowMDJmc2lnbmF0dXJlIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACg',
    7,
    'Neither descends from the other: their identifiers differ.',
  ],
])('%s: said in a sentence, and the exit code follows', (relation, a, b, exit, conclusion) => {
  const report = diff(a, b);
  expect({ relation: report.relation, conclusion: report.conclusion, exit: exitOfDiff(report) }).toEqual({
    relation,
    conclusion,
    exit,
  });
  expect(show(report).replaceAll('\n', ' ').startsWith(conclusion)).toBe(true);
});

test('siblings: what each adds', () => {
  const { a, b } = diff(NARROWED, OTHER_WAY);
  expect([a, b].map(({ adds }) => adds.map(({ text }) => text))).toEqual([[IN_AN_HOUR], ['time < 5']]);
});

test('one macaroon in two texts: what differs is told apart from content', () => {
  const plain = narrow(GUEST, 'a = 1');
  expect(diff(plain, `${plain}=`).differences).toEqual([{ code: 'padding', a: 'not padded', b: 'padded' }]);
  const wrapped = diff(GUEST, `${GUEST.slice(0, 80)}\n${GUEST.slice(80)}`);
  expect(wrapped.relation).toBe('identical');
  expect(wrapped.differences).toEqual([
    { code: 'text', a: expect.stringMatching(/^sha256:/), b: expect.stringMatching(/^sha256:/) },
  ]);
  expect(wrapped.warnings).toEqual([
    expect.stringMatching(/^B is not well formed, so readers may disagree with what is said here: 1 white-space/),
  ]);
});

test('values that identify someone are masked unless asked for', () => {
  const other = narrow(GUEST, 'nonce = s3cr3t', 'pushkey = s3cr3t');
  const hidden = diff(GUEST, other);
  expect(JSON.stringify(hidden) + show(hidden)).not.toContain('s3cr3t');
  expect(show(diff(GUEST, other, true))).toContain('s3cr3t');
});

test('an error says which of the two it is about, and shows neither', () => {
  const message = 'B: This is an access token of Synapse, not a macaroon: only a macaroon can be compared.';
  failsWith(() => diff(GUEST, SYNAPSE_ACCESS), 'ERR_NOT_A_MACAROON', message);
  failsWith(() => diff('', GUEST), 'ERR_INPUT_EMPTY', /^A: The input is empty/);
});

test.each(EDGE_CASES.flatMap(({ id, input }) => (input === undefined ? [] : [[id, input] as const])))(
  '%s: compared with itself it is itself, or it is refused by a code',
  (_, input) => {
    try {
      expect(diff(input, input).relation).toBe('identical');
    } catch (error) {
      expect(error).toMatchObject({ name: 'MatrixTokenError', message: expect.stringMatching(/^A: /) });
    }
  },
);
