import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MatrixTokenError } from '../../src/errors.js';
import { continueSteps, deriveKey, signatureSteps } from '../../src/macaroon/chain.js';
import { type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat, Macaroon } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { attenuateToken } from '../../src/report/attenuate.js';
import { renderDryRun } from '../../src/report/attenuate-text.js';
import { diffTokens } from '../../src/report/diff.js';
import { renderDiff } from '../../src/report/diff-text.js';
import { inspectToken } from '../../src/report/inspect.js';
import { renderInspect } from '../../src/report/inspect-text.js';
import { reportWire } from '../../src/report/inspect-wire.js';
import { toJson } from '../../src/report/json.js';
import { readLine, reportLineage } from '../../src/report/lineage.js';
import { renderLineage } from '../../src/report/lineage-text.js';
import { createStyle } from '../../src/report/style.js';
import { renderVerify } from '../../src/report/verify-text.js';
import { anyCaveat } from '../support/chains.js';
import { NOW } from '../support/fake-io.js';
import { verify } from '../support/verify.js';

// Whoever has a macaroon's caveats and one signature of its chain has the token, or a wider one. So every output of a command
// whose job is not to print a token is searched for every signature of the chain, for both keys, and for each spelling of them.

const VIEW = { style: createStyle(false), width: 100 };
const LOOK = { from: 'argument', now: NOW, showValues: true } as const;
/** As many characters as could not be there by chance: nine bytes in base64, six in hex. */
const TELLING = 12;
/** Pieces begin this many characters apart, so that any 15 in a row hold one. */
const APART = 4;
const FORMS: readonly TokenForm[] = [
  { format: 'v1', encoding: 'base64url' },
  { format: 'v1', encoding: 'hex' },
  { format: 'v2', encoding: 'base64' },
  { format: 'v2-json' },
];

/** A random key, so that no caveat says by chance what is secret. */
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const caveat = fc.oneof(
  anyCaveat,
  fc
    .constantFrom('user_id = @alice:hs.test', 'type = access', 'guest = true', `time < ${NOW + 5000}`, 'nonce = abc')
    .map((text): Caveat => ({ party: 'first', identifier: Buffer.from(text) })),
);
const family = fc.record({
  rootKey: bytes,
  caveats: fc.array(caveat, { maxLength: 4 }),
  added: fc.array(caveat, { minLength: 1, maxLength: 3 }),
  form: fc.constantFrom(...FORMS),
  lost: fc.nat(40),
});

/** The output of every command that shows macaroons and does not make any, in text and in JSON; errors too. */
function outputsOn(wide: string, narrow: string, rootKey: Uint8Array): string[] {
  return [
    () => [wide, narrow].flatMap((token) => inspectOutputs(token, rootKey)),
    () => [[wide, narrow] as const, [narrow, wide] as const].flatMap(([a, b]) => diffOutputs(a, b)),
    () => {
      const lines = [narrow, wide, narrow].map((text, at) => readLine({ line: at + 1, text }));
      const report = reportLineage(lines, LOOK);
      return [toJson(report), renderLineage(report, VIEW)];
    },
    () => {
      const report = attenuateToken(wide, ['type = access'], { ...LOOK, allowNonstandard: true });
      return [toJson({ ...report, token: null }), renderDryRun(report, VIEW)];
    },
    () => {
      const report = verify(narrow, { keys: [rootKey] });
      return [toJson(report), renderVerify(report, VIEW)];
    },
  ].flatMap((run) => outputsOf(run));
}

function inspectOutputs(token: string, rootKey: Uint8Array): string[] {
  const report = { ...inspectToken(token, { ...LOOK, rootKey }), wire: reportWire(token, LOOK) };
  return [toJson(report), renderInspect(report, VIEW)];
}

function diffOutputs(a: string, b: string): string[] {
  const report = diffTokens({ from: 'argument', text: a }, { from: 'argument', text: b }, LOOK);
  return [toJson(report), renderDiff(report, VIEW)];
}

function outputsOf(run: () => string[]): string[] {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MatrixTokenError)) throw error;
    return [error.message, error.hint, JSON.stringify(error)];
  }
}

/** Every telling piece of every spelling of some bytes, wherever in a larger text of base64 they may begin. */
function piecesOf(secret: Uint8Array): string[] {
  const spellings = [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('hex').toUpperCase()];
  for (const before of [0, 1, 2]) {
    const padded = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .replaceAll('=', '')
      .slice(before + 1, -1);
    spellings.push(padded, padded.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return spellings.flatMap((text) =>
    Array.from({ length: Math.floor((text.length - TELLING) / APART) + 1 }, (_, at) =>
      text.slice(at * APART, at * APART + TELLING),
    ),
  );
}

function secretsOf(rootKey: Uint8Array, narrow: Macaroon): Uint8Array[] {
  const key = deriveKey(rootKey);
  return [rootKey, key, ...signatureSteps(key, narrow)];
}

test('no output lets anyone put a token together, whole or damaged', () => {
  fc.assert(
    fc.property(family, ({ rootKey, caveats, added, form, lost }) => {
      const wide = mintMacaroon({ rootKey, location: Buffer.from('hs.test'), identifier: Buffer.from('key'), caveats });
      const signature = continueSteps(wide.signature, added).at(-1) ?? wide.signature;
      const narrow = { ...wide, caveats: [...caveats, ...added], signature };
      const [one, two] = [writeMacaroon(wide, form), writeMacaroon(narrow, form)];
      const outputs = [
        ...outputsOn(one, two, rootKey),
        ...outputsOn(one.slice(0, -lost - 1), two.slice(0, -lost - 1), rootKey),
        ...outputsOn(one, `${two.slice(0, -3)}AAA`, rootKey),
      ].join('\n');
      const found = secretsOf(rootKey, narrow)
        .flatMap(piecesOf)
        .filter((piece) => outputs.includes(piece));
      expect(found).toEqual([]);
    }),
    { numRuns: 8 },
  );
}, 30_000);

test('the search finds what there is to find', () => {
  const secret = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7));
  const texts = [
    secret.toString('hex'),
    ...[0, 1, 2].map((at) => Buffer.concat([Buffer.alloc(at, 9), secret, Buffer.alloc(5, 9)]).toString('base64url')),
  ];
  for (const text of texts) expect(piecesOf(secret).some((piece) => text.includes(piece))).toBe(true);
});
