import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { MatrixTokenError } from '../../src/errors.js';
import { attenuateMacaroon } from '../../src/macaroon/attenuate.js';
import {
  decodeMacaroon,
  decodeMacaroonBytes,
  recoverMacaroon,
  recoverMacaroonBytes,
} from '../../src/macaroon/decode.js';
import { encodeMacaroon, type TokenForm, writeMacaroon } from '../../src/macaroon/encode.js';
import type { Caveat } from '../../src/macaroon/macaroon.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import type { Reading } from '../../src/macaroon/reading.js';
import { verifySignature } from '../../src/macaroon/verify.js';
import { isRefused } from '../../src/wording/anomalies.js';

const ROOT_KEY = encodeUtf8('root key');

const bytes = fc.uint8Array({ maxLength: 40 });
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map(encodeUtf8);
const someBytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
const someText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map(encodeUtf8);

function macaroons(value: fc.Arbitrary<Uint8Array>, orEmpty: fc.Arbitrary<Uint8Array>) {
  const first = fc.record({ party: fc.constant('first' as const), identifier: value });
  const third = fc.record({
    party: fc.constant('third' as const),
    identifier: value,
    verificationId: fc.uint8Array({ minLength: 72, maxLength: 72 }),
    location: orEmpty,
  });
  return fc
    .record({
      version: fc.constantFrom(1 as const, 2 as const),
      location: orEmpty,
      identifier: value,
      caveats: fc.array(fc.oneof(first, third), { maxLength: 4 }),
    })
    .map((options) => mintMacaroon({ rootKey: ROOT_KEY, ...options }));
}

const anyMacaroon = macaroons(someBytes, bytes);
const textMacaroon = macaroons(someText, text);

const BINARY_FORMS: readonly TokenForm[] = (['v1', 'v2'] as const).flatMap((format) => [
  { format, encoding: 'hex' as const },
  ...(['base64', 'base64url'] as const).flatMap((encoding) =>
    [true, false].map((padded) => ({ format, encoding, padded })),
  ),
]);
const binaryForm = fc.constantFrom(...BINARY_FORMS);
const anyForm = fc.constantFrom<TokenForm[]>(...BINARY_FORMS, { format: 'v1-json' }, { format: 'v2-json' });

/** What a macaroon holds, as plain comparable values: Buffers and Uint8Arrays alike. */
function content({ macaroon }: Pick<Reading, 'macaroon'>): unknown {
  const plain = (value: Uint8Array) => Array.from(value);
  return {
    location: plain(macaroon.location),
    identifier: plain(macaroon.identifier),
    caveats: macaroon.caveats.map((caveat) =>
      caveat.party === 'first'
        ? [plain(caveat.identifier)]
        : [caveat.identifier, caveat.verificationId, caveat.location].map(plain),
    ),
    signature: plain(macaroon.signature),
  };
}

describe('what is written is read back, the same', () => {
  test('bytes, in every binary form', () => {
    fc.assert(
      fc.property(anyMacaroon, binaryForm, (macaroon, form) => {
        const reading = decodeMacaroon(writeMacaroon(macaroon, form));
        expect(content(reading)).toEqual(content({ macaroon }));
        expect(verifySignature(reading.macaroon, ROOT_KEY)).toEqual({ state: 'valid' });
      }),
    );
  });

  test('text, in every form', () => {
    fc.assert(
      fc.property(textMacaroon, anyForm, (macaroon, form) => {
        const reading = decodeMacaroon(writeMacaroon(macaroon, form));
        expect({ format: reading.format, content: content(reading) }).toEqual({
          format: form.format,
          content: content({ macaroon }),
        });
      }),
    );
  });

  test('raw bytes, as a file holds them', () => {
    fc.assert(
      fc.property(anyMacaroon, fc.constantFrom('v1', 'v2', 'v2-json'), (macaroon, format) => {
        expect(content(decodeMacaroonBytes(encodeMacaroon(macaroon, format)))).toEqual(content({ macaroon }));
      }),
    );
  });
});

test('the fields of a binary macaroon lie side by side, and hold its values', () => {
  fc.assert(
    fc.property(anyMacaroon, fc.constantFrom('v1', 'v2'), (macaroon, format) => {
      const { fields, bytes: wire } = decodeMacaroonBytes(encodeMacaroon(macaroon, format));
      let end = format === 'v1' ? 0 : 1;
      for (const field of fields) {
        // Between the sections of V2 lie their end marks.
        expect(Array.from(wire.subarray(end, field.offset)).every((byte) => format === 'v2' && byte === 0)).toBe(true);
        end = field.offset + field.length;
        const valueEnd = field.valueOffset + field.valueLength;
        expect(valueEnd).toBe(format === 'v1' ? end - 1 : end);
      }
      expect(end).toBe(wire.length);
      expect(fields.map(({ name }) => name)).toEqual(
        fieldNames(macaroon.caveats, format, macaroon.location.length > 0),
      );
    }),
  );
});

function fieldNames(caveats: readonly Caveat[], format: 'v1' | 'v2', located: boolean): string[] {
  const third = format === 'v1' ? ['cid', 'vid', 'cl'] : ['cl', 'cid', 'vid'];
  return [
    ...(format === 'v1' || located ? ['location'] : []),
    'identifier',
    ...caveats.flatMap(({ party }) => (party === 'first' ? ['cid'] : third)),
    'signature',
  ];
}

describe('narrowing', () => {
  test('adds the caveats, keeps everything else, and stays valid', () => {
    fc.assert(
      fc.property(textMacaroon, anyForm, fc.array(someText, { maxLength: 3 }), (macaroon, form, added) => {
        const reading = decodeMacaroon(writeMacaroon(macaroon, form));
        const token = attenuateMacaroon(reading, added);
        const narrowed = decodeMacaroon(token);
        const caveats = [...macaroon.caveats, ...added.map((identifier): Caveat => ({ party: 'first', identifier }))];
        const { signature } = narrowed.macaroon;
        expect(content(narrowed)).toEqual(content({ macaroon: { ...macaroon, caveats, signature } }));
        expect(verifySignature(narrowed.macaroon, ROOT_KEY)).toEqual({ state: 'valid' });
        // A text without any of + / - _ does not tell its alphabet: what it must not have is a character of the other.
        if (reading.encoding === 'base64') expect(token).not.toMatch(/[-_]/);
        else if (reading.encoding === 'base64url') expect(token).not.toMatch(/[+/]/);
        else expect(narrowed.encoding).toBe(reading.encoding);
      }),
    );
  });

  test('is the same as writing the macaroon anew, where it was written here', () => {
    fc.assert(
      fc.property(textMacaroon, anyForm, someText, (macaroon, form, identifier) => {
        const narrowed = mintMacaroon({
          ...macaroon,
          rootKey: ROOT_KEY,
          caveats: [...macaroon.caveats, { party: 'first', identifier }],
        });
        const token = attenuateMacaroon(decodeMacaroon(writeMacaroon(macaroon, form)), [identifier]);
        // A text without any of + / - _ = does not tell its alphabet and padding.
        const neutral = (written: string) => written.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        expect(neutral(token)).toBe(neutral(writeMacaroon(narrowed, form)));
      }),
    );
  });
});

/** A token with some of its bytes or characters changed, cut out or put in. */
const mutated = fc
  .tuple(
    textMacaroon,
    anyForm,
    fc.array(fc.record({ at: fc.nat(), cut: fc.nat(3), put: fc.string({ unit: 'binary', maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([macaroon, form, edits]) =>
    edits.reduce(
      (token, { at, cut, put }) => {
        const index = at % token.length;
        return token.slice(0, index) + put + token.slice(index + cut);
      },
      writeMacaroon(macaroon, form),
    ),
  );

const mutatedBytes = fc
  .tuple(
    anyMacaroon,
    fc.constantFrom('v1' as const, 'v2' as const, 'v2-json' as const),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
    fc.nat(20),
  )
  .map(([macaroon, format, changes, cut]) => {
    const wire = Uint8Array.from(encodeMacaroon(macaroon, format));
    for (const [at, byte] of changes) wire[at % wire.length] = byte;
    return wire.subarray(0, wire.length - cut);
  });

/** The reading, or undefined where it was refused in the one way there is. */
function attempt(read: () => Reading): Reading | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(MatrixTokenError);
    expect(error).toMatchObject({ exit: 3, message: expect.not.stringContaining('\u001b') });
    return undefined;
  }
}

/** Strict and recovering reading agree: strict accepts exactly what has no refused anomaly, and reads the same. */
function agree(decode: () => Reading, recover: () => Reading): void {
  const recovered = attempt(recover);
  const decoded = attempt(decode);
  const clean = recovered !== undefined && !recovered.anomalies.some(({ code }) => isRefused(code));
  expect(decoded !== undefined).toBe(clean);
  if (decoded !== undefined) expect(decoded).toEqual(recovered);
}

describe('whatever the input', () => {
  const agreeOnText = (token: string) =>
    agree(
      () => decodeMacaroon(token),
      () => recoverMacaroon(token),
    );
  const agreeOnBytes = (wire: Uint8Array) =>
    agree(
      () => decodeMacaroonBytes(wire),
      () => recoverMacaroonBytes(wire),
    );

  test('a damaged token', () => fc.assert(fc.property(mutated, agreeOnText), { numRuns: 1000 }));
  test('a damaged file', () => fc.assert(fc.property(mutatedBytes, agreeOnBytes), { numRuns: 1000 }));
  test('noise', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), agreeOnText), { numRuns: 1000 }));
  test('noise in bytes', () => fc.assert(fc.property(fc.uint8Array(), agreeOnBytes), { numRuns: 1000 }));
  test('noise that begins like V1 or V2', () => {
    const start = fc.constantFrom(
      '0017location x\n',
      '0013identifier key\n',
      '\x02\x01\x01x\x02\x03key\x00',
      '\x02\x02',
    );
    const noise = fc
      .tuple(start, fc.uint8Array())
      .map(([begin, rest]) => Buffer.concat([Buffer.from(begin, 'latin1'), rest]));
    fc.assert(fc.property(noise, agreeOnBytes), { numRuns: 1000 });
  });
});
