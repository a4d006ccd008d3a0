import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeholder, redactPieces } from '../../src/redact/redact.js';
import { type FoundToken, type Piece, Scanner } from '../../src/redact/scanner.js';
import { GUEST, JWT, MAS_COMPAT_REFRESH, MATRIX_TOKENS, SYNAPSE_ACCESS, SYNAPSE_REFRESH } from '../support/tokens.js';

/** Scans a text that arrives in pieces of these sizes, over and over. */
function scan(text: string, sizes: readonly number[]): readonly Piece[] {
  const scanner = new Scanner();
  const pieces: Piece[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? text.length;
    pieces.push(...scanner.push(text.slice(at, at + size)));
    at += size;
  }
  return [...pieces, ...scanner.end()];
}

function found(pieces: readonly Piece[]): FoundToken[] {
  return pieces.flatMap((piece) => (piece.kind === 'token' ? [piece.token] : []));
}

const macaroon = fc.constantFrom(...MATRIX_TOKENS.tokens.map(({ token }) => token));
const word = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: length, maxLength: length });
const token = fc.oneof(
  macaroon,
  macaroon.map((text) => Buffer.from(text, 'base64url').toString('base64')),
  macaroon.map((text) => Buffer.from(text, 'base64url').toString('hex')),
  fc.constantFrom(SYNAPSE_ACCESS, SYNAPSE_REFRESH, MAS_COMPAT_REFRESH, JWT),
  fc.tuple(word(30), word(6)).map(([random, checksum]) => `mat_${random}_${checksum}`),
  fc.tuple(word(8), word(20), word(6)).map((parts) => `syt_${parts.join('_')}`),
);
const written = fc.constantFrom<(text: string) => string>(
  (text) => text,
  encodeURIComponent,
  (text) => text.replaceAll('/', '\\/').replaceAll('+', '\\u002B').replaceAll('=', '\\u003d'),
);
const innocent = fc.constantFrom(
  '',
  'GET /_matrix/client/v3/sync?x=',
  '{"type":"m.login.token","token":"',
  '\n',
  '\u00ff\u0000 ',
  ' $acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk ',
  ` ${'QUJD'.repeat(300)} `,
  '%22',
  '\\n',
  'access_token',
  'AgE eyJ syt_ MDAx ',
);
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })), {
  minLength: 1,
  maxLength: 5,
});

describe('a stream', () => {
  test('no token survives, wherever it stands, however it is written and the stream is cut; all else does', () => {
    fc.assert(
      fc.property(innocent, token, written, innocent, sizes, (before, secret, write, after, cuts) => {
        const raw = write(secret);
        const pieces = scan(`${before}; ${raw} ;${after}`, cuts);
        const [only] = found(pieces);
        expect(found(pieces)).toHaveLength(1);
        expect(redactPieces(pieces)).toBe(`${before}; ${only && placeholder(only)} ;${after}`);
        expect(only).toMatchObject({ length: raw.length, at: { byte: before.length + 2 } });
      }),
    );
  });

  test('two tokens next to each other', () => {
    fc.assert(
      fc.property(
        token,
        token,
        fc.constantFrom(' ', '"', '&', ',', '\t', '|', '\n'),
        sizes,
        (one, other, gap, cuts) => {
          const redacted = redactPieces(scan(`${one}${gap}${other}`, cuts));
          expect(redacted).not.toContain(one.slice(-20));
          expect(redacted).not.toContain(other.slice(-20));
        },
      ),
    );
  });

  test('the output does not depend on how the stream is cut', () => {
    const fragment = fc.oneof(
      innocent,
      token,
      token.map((text) => text.slice(0, 70)),
      token.map((text) => text.slice(30)),
      fc.constantFrom('Authorization: Bearer ', '"access_token":"', '"signature":"', '002fsignature ', '\\', '%', '"'),
      fc.string({ unit: 'binary-ascii' }),
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), sizes, (fragments, cuts) => {
        const text = fragments.join('');
        expect(redactPieces(scan(text, cuts))).toBe(redactPieces(scan(text, [text.length + 1])));
      }),
    );
  });

  test('bytes that are no text pass through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), sizes, (bytes, cuts) => {
        const text = Buffer.from(bytes).toString('latin1');
        expect(redactPieces(scan(text, cuts))).toBe(text);
      }),
    );
  });

  test('a macaroon in its raw bytes loses its signature', () => {
    const raw = Buffer.from(GUEST, 'base64url').toString('latin1');
    const at = raw.indexOf('signature ') + 10;
    const redacted = redactPieces(scan(raw, [7]));
    expect(redacted).not.toContain(raw.slice(at, at + 32));
    expect(redacted).toMatch(/^[\s\S]*002fsignature <macaroon-signature:sha256:[0-9a-f]{8}>\n$/);
  });
});

describe('places', () => {
  test('line, column and byte count from where the token begins', () => {
    const [first, second] = found(scan(`a\n\nb ${SYNAPSE_ACCESS}\n${GUEST}`, [5]));
    expect(first).toMatchObject({ kind: 'synapse-access', at: { byte: 5, line: 3, column: 3 }, length: 39 });
    expect(second).toMatchObject({ kind: 'macaroon', at: { byte: 45, line: 4, column: 1 }, length: GUEST.length });
  });

  test('a macaroon wrapped over lines is one token, and lines go on being counted', () => {
    const wrapped = GUEST.match(/.{1,76}/g)?.join('\n') ?? '';
    const tokens = found(scan(`${wrapped}\n${SYNAPSE_ACCESS}`, [100]));
    expect(tokens.map(({ kind, at }) => [kind, at.line])).toEqual([
      ['macaroon', 1],
      ['synapse-access', wrapped.split('\n').length + 1],
    ]);
  });
});

describe('what is long', () => {
  test('a token longer than 64 KiB is replaced as a whole, as unknown', () => {
    const text = `x syt_${'a'.repeat(200_000)} y`;
    expect(redactPieces(scan(text, [1000]))).toMatch(/^x <unknown:sha256:[0-9a-f]{8}> y$/);
    expect(redactPieces(scan(text, [1000]))).toBe(redactPieces(scan(text, [text.length])));
  });

  test('base64 of any length passes through, and is not kept', () => {
    const scanner = new Scanner();
    const piece = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 251)).toString('base64');
    for (let turn = 0; turn < 200; turn++) {
      const passed = scanner
        .push(piece)
        .reduce((sum, entry) => sum + (entry.kind === 'text' ? entry.text.length : 0), 0);
      expect(passed).toBeGreaterThan(piece.length - 5000);
    }
  });

  test.each([
    ['eyJ'],
    ['eyJ.'],
    ['-AgE'],
    ['0201'],
    ['syt_'],
    ['xsyt_'],
    ['mat_'],
    ['MDAxY2xvY2F0aW9uIGxvY2Fs\n'],
    ['access_token "'],
    ['\\'],
    ['%25'],
    ['signature '],
  ])('takes linear time: %j over and over', (text) => {
    const start = performance.now();
    scan(text.repeat(Math.ceil(300_000 / text.length)), [65_536]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
