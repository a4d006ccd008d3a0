import { expect, test } from '@jest/globals';
import { textOfFile } from '../../src/token/file-text.js';
import { findEdgeCase } from '../support/edge-cases.js';
import { inspect } from '../support/inspect.js';

test('a raw V2 macaroon is taken as its base64url', () => {
  const { input } = findEdgeCase('V01');
  const text = textOfFile(Buffer.from(input, 'base64url'));
  expect(text).toBe(input);
  expect(inspect(text).macaroon).toMatchObject({ format: 'v2', location: 'localhost' });
});

test.each(['syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al\n', '\ufeffé', '', '\u0002'])('%j is read as text', (text) => {
  expect(textOfFile(Buffer.from(text))).toBe(text);
});
