import { expect, test } from '@jest/globals';
import { nearest } from '../src/nearest.js';

const COMMANDS = ['inspect', 'attenuate', 'login', 'logout', 'check'];

test.each([
  ['inspct', 'inspect'],
  ['atenuate', 'attenuate'],
  ['lgoin', 'login'],
  ['syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al', undefined],
  ['zz', undefined],
  ['', undefined],
])('the command nearest to %j is %j', (typed, name) => {
  expect(nearest(typed, COMMANDS)).toBe(name);
});
