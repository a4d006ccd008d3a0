import { expect, test } from '@jest/globals';
import { looksLikeMacaroon } from '../../src/token/sniff.js';
import { base64url, EDGE_CASES, JWT, MATRIX_TOKENS, SYNAPSE_ACCESS } from '../support/tokens.js';

test.each(MATRIX_TOKENS.tokens.map(({ name, token }) => [name, token]))('%s looks like a macaroon', (_, token) => {
  expect(looksLikeMacaroon(token)).toBe(true);
});

/** These are wrapped in something, or are no macaroons. */
const NOT_BARE = ['B13', 'F02', 'F04', 'F06', 'F08'];

test.each(EDGE_CASES.flatMap(({ id, about, input }) => (input === undefined ? [] : [[id, about, input] as const])))(
  '%s, %s',
  (id, _, input) => {
    expect(looksLikeMacaroon(input.trim())).toBe(!NOT_BARE.includes(id));
  },
);

test.each([1, 2, 17, 18, 33, 34, 49, 50, 241, 300])(
  'a location of %i characters, whatever the base64 begins with',
  (length) => {
    const packet = `location ${'a'.repeat(length)}\n`;
    const size = (packet.length + 4).toString(16).padStart(4, '0');
    const token = base64url(`${size}${packet}0013identifier key\n`);
    expect({ looks: looksLikeMacaroon(token), mdax: token.startsWith('MDAx') }).toEqual({
      looks: true,
      mdax: length >= 2 && length <= 17,
    });
  },
);

test.each([
  ['a Synapse token', SYNAPSE_ACCESS],
  ['a JWT', JWT],
  ['MDAx and nothing of a macaroon', 'MDAxabcdefghijklmnopqrstuvwxyz'],
  ['base64 of other text', base64url('0123 something else altogether')],
  ['a token of Dendrite', 'AgErP9vXqYw3TnB7mLc_D5fGhJ2kQsE8aUi-4oRtVxZ0'],
  ['an answer to /login', '{"access_token":"syt_a_b_c","user_id":"@a:b"}'],
  ['nothing', ''],
])('%s does not', (_, text) => {
  expect(looksLikeMacaroon(text)).toBe(false);
});
