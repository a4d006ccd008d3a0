import { type Finding, finding } from './finding.js';
import { nearestKey } from './nearest-key.js';
import type { Guess } from './parse.js';
import type { MalformedCaveat } from './read.js';
import { isIssuedEmpty, isKnownKey, lookUpKey } from './registry.js';

/** Says what is wrong with a caveat outside the grammar, and what was probably meant. */
export function lintMalformed(caveat: MalformedCaveat): Finding {
  const { byte, guess } = caveat;
  const place = { caveat: caveat.index, byte };
  switch (caveat.reason) {
    case 'empty':
      return finding('caveat-empty', {}, place);
    case 'leading-space':
      return finding('caveat-leading-space', {}, place);
    case 'bad-key':
      return finding('caveat-bad-key', { byte, meant: guess && nearestKey(guess.key) }, place);
    case 'odd-space':
      return finding('caveat-odd-space', { byte }, place);
    case 'missing-space':
      return finding('caveat-missing-space', { byte, meant: guess && meantForm(guess) }, place);
    case 'doubled-space':
      return finding('caveat-doubled-space', { byte, meant: guess && meantForm(guess) }, place);
    case 'no-operator':
      return finding('caveat-no-operator', {}, place);
    case 'no-value':
      return isIssuedEmpty(caveat) && guess !== undefined && isKnownKey(guess.key)
        ? finding('caveat-issued-empty', { key: guess.key }, place)
        : finding('caveat-no-value', {}, place);
  }
}

/** The form of the caveat that was meant, in our own words: nothing of it is copied from the token. */
function meantForm(guess: Guess): string | undefined {
  const key = nearestKey(guess.key);
  const operator = key && lookUpKey(key)?.operators.find((candidate) => candidate === guess.operator);
  return operator === undefined ? undefined : `${key} ${operator} VALUE`;
}
