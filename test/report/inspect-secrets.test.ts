import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toJson } from '../../src/report/json.js';
import { extractToken } from '../../src/token/extract.js';
import { recogniseToken } from '../../src/token/recognise.js';
import { inspect, show, tryInspect } from '../support/inspect.js';
import { mint } from '../support/mint.js';
import { schemaOf } from '../support/schema.js';
import { base64url, EDGE_CASES, MATRIX_TOKENS, spellings } from '../support/tokens.js';

const expectSchema = schemaOf('inspect');

const SECRETS = [
  'nonce = s3cr3t',
  'state = s3cr3t',
  'code_verifier = s3cr3t',
  'pushkey = s3cr3t',
  'nonce=s3cr3t',
  'Nonce  = s3cr3t',
];

test('secret values are masked, also where they are misspelt, and shown on request', () => {
  const token = mint(...SECRETS);
  const hidden = inspect(token);
  expect(toJson(hidden) + show(hidden)).not.toContain('s3cr3t');
  expect(hidden.macaroon?.caveats.every(({ masked }) => masked)).toBe(true);
  const shown = inspect(token, { showValues: true });
  expect(show(shown).split('s3cr3t').length).toBeGreaterThan(SECRETS.length);
});

test.each([...MATRIX_TOKENS.tokens, ...EDGE_CASES.map(({ about, input = '' }) => ({ name: about, token: input }))])(
  'no output on "$name" holds the signature',
  ({ token }) => {
    const report = tryInspect(token, { showValues: true });
    if (report?.kind !== 'macaroon') return;
    const recognised = recogniseToken(extractToken(token).token);
    const signature = recognised.kind === 'macaroon' ? recognised.reading.macaroon.signature : new Uint8Array();
    if (signature.length < 8) return;
    const output = toJson(report) + show(report);
    for (const spelling of spellings(signature)) expect(output).not.toContain(spelling.slice(0, 12));
  },
);

const HOSTILE = 'foo = \u001b[31m\u202e\u0000\u009b1m\nsignature deadbeef';

test('hostile text reaches no output as it is', () => {
  const report = inspect(mint(HOSTILE, Uint8Array.of(0xff, 0x1b, 0x41)));
  expect(report.macaroon?.caveats[0]).toMatchObject({
    text: 'foo = \\u{1b}[31m\\u{202e}\\u{0}\\u{9b}1m\\nsignature deadbeef',
    bytes: { base64: Buffer.from(HOSTILE).toString('base64') },
  });
  expect(report.macaroon?.caveats[1]).toMatchObject({ text: '\\xff\\u{1b}A', bytes: { base64: '/xtB' }, key: null });
  expect(show(report)).not.toMatch(/^signature|[^\P{C}\n]/mu);
});

test('nothing a token holds gives a control, bidi or unprintable character in any output', () => {
  const part = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(part, part, part, (caveat, claim, localpart) => {
      const jwt = `${base64url(JSON.stringify({ alg: claim }))}.${base64url(JSON.stringify({ [claim]: claim }))}.AAAA`;
      const syt = `syt_${Buffer.from(localpart).toString('base64').replaceAll('=', '')}_zkjckuUCCtmPhjnLArxj_000000`;
      for (const token of [mint(caveat, `user_id = ${caveat}`, `type = ${caveat}`), jwt, syt]) {
        const report = inspect(token);
        expectSchema(report);
        expect(show(report)).not.toMatch(/[^\P{C}\n]/u);
        expect(JSON.stringify(report)).not.toMatch(/\p{C}/u);
      }
    }),
  );
});
