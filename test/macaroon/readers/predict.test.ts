import { describe, expect, test } from '@jest/globals';
import { recoverMacaroon } from '../../../src/macaroon/decode.js';
import { type Prediction, predictReading, predictText, READERS } from '../../../src/macaroon/readers/predict.js';
import type { ReaderId } from '../../../src/macaroon/readers/reader.js';
import { verifySignature } from '../../../src/macaroon/verify.js';
import { BUILT_CASES } from '../../support/built-cases.js';
import { findEdgeCase } from '../../support/edge-cases.js';
import { readVectors } from '../../support/vectors.js';

interface Result {
  readonly status: string;
  readonly verify?: string;
  readonly error?: string;
}

interface Case {
  readonly id: string;
  readonly about: string;
  readonly results: Readonly<Record<string, Result>>;
}

const { cases: CASES } = readVectors<{ readonly cases: readonly Case[] }>('macaroon-edge-cases.json');

const IMPLEMENTATIONS: Readonly<Record<string, ReaderId>> = {
  'npm macaroon 3.0.4': 'npm-macaroon',
  'npm macaroons.js 0.3.9': 'npm-macaroons.js',
  'pymacaroons 0.13.0': 'pymacaroons',
  'libmacaroons 0.3.0': 'libmacaroons-0.3',
  'libmacaroons HEAD ca0211d (JSON enabled)': 'libmacaroons-head',
  'gopkg.in/macaroon.v2 2.1.0': 'go-macaroon',
  'rust macaroon 0.3.1-dev': 'rust-macaroon',
};
const COLUMNS = Object.values(IMPLEMENTATIONS);

/** `+` accepted and verified, `x` accepted but not verified, `-` refused, `!` hung or crashed. */
function letterOf({ outcome, verifies }: Prediction): string {
  if (outcome === 'accepts') return verifies === true ? '+' : 'x';
  return outcome === 'rejects' ? '-' : '!';
}

/** In the file, a run that was stopped after a second and one that died are both a crash. */
function letterOfResult({ status, verify }: Result): string {
  if (status === 'accept') return verify === 'OK' ? '+' : 'x';
  return status === 'reject' ? '-' : '!';
}

function lettersOf(predictions: readonly Prediction[]): string {
  const byReader = new Map(predictions.map((prediction) => [prediction.reader, letterOf(prediction)]));
  return COLUMNS.map((reader) => byReader.get(reader)).join('');
}

/** What no prediction without the key can see: the bytes are those of a macaroon that its issuer did not sign. */
const NEEDS_THE_KEY = ['P57'];

describe('without a key, each reader is predicted to do what it did', () => {
  test.each(CASES.filter(({ id }) => !NEEDS_THE_KEY.includes(id)))('$id $about', ({ id, results }) => {
    const did = Object.keys(IMPLEMENTATIONS).map((name) => letterOfResult(results[name] ?? { status: 'none' }));
    expect(lettersOf(predictText(findEdgeCase(id).input))).toBe(did.join(''));
  });
});

test.each(NEEDS_THE_KEY)('%s can only be predicted with the key', (id) => {
  const { input, rootKey } = findEdgeCase(id);
  const reading = recoverMacaroon(input);
  expect(lettersOf(predictReading(reading, input))).toBe('-++++++');
  expect(lettersOf(predictReading(reading, input, verifySignature(reading.macaroon, rootKey)))).toBe('-xxxxxx');
});

test('with the key, every prediction is the same, or right where it was not', () => {
  const wrong = CASES.filter(({ id, results }) => {
    const { input, rootKey } = findEdgeCase(id);
    const predictions = predictWithKey(input, rootKey);
    const did = Object.keys(IMPLEMENTATIONS).map((name) => letterOfResult(results[name] ?? { status: 'none' }));
    return predictions !== undefined && lettersOf(predictions) !== did.join('');
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

function predictWithKey(input: string, rootKey: Uint8Array): Prediction[] | undefined {
  try {
    const reading = recoverMacaroon(input);
    return predictReading(reading, input, verifySignature(reading.macaroon, rootKey));
  } catch {
    return undefined;
  }
}

describe('of tokens built from a description, each reader is predicted to do what it did with its like', () => {
  test.each(BUILT_CASES)('$id $about', ({ input, results }) => {
    expect(lettersOf(predictText(input))).toBe(results.replace(/[HC]/g, '!'));
  });

  test.each([
    ['P38', 'hangs'],
    ['J19', 'crashes'],
  ])('%s: libmacaroons %s', (id, outcome) => {
    const input = BUILT_CASES.find((built) => built.id === id)?.input ?? '';
    const head = predictText(input).find(({ reader }) => reader === 'libmacaroons-head');
    expect(head).toMatchObject({ outcome, verifies: null });
  });
});

test('no reader lists an anomaly under two effects', () => {
  for (const reader of READERS) {
    for (const { reads, differs = [], crashes = [], rules = {} } of [reader.text, reader.v1, reader.v2, reader.json]) {
      const listed = [...reads, ...differs, ...crashes, ...Object.keys(rules)];
      expect(new Set(listed).size).toBe(listed.length);
    }
  }
});
