import { expect, test } from '@jest/globals';
import { inspectToken } from '../../src/report/inspect.js';
import { suggestNext } from '../../src/report/next-command.js';
import { NOW } from '../support/fake-io.js';
import { GUEST, SYNAPSE_ACCESS } from '../support/tokens.js';

test.each([
  ['argument', 'matrix-token attenuate - --expires-in 1h', 'matrix-token whoami - --server SERVER'],
  ['stdin', 'matrix-token attenuate - --expires-in 1h', 'matrix-token whoami - --server SERVER'],
  [
    'file',
    'matrix-token attenuate --token-file FILE --expires-in 1h',
    'matrix-token whoami --token-file FILE --server SERVER',
  ],
  ['env', 'matrix-token attenuate --expires-in 1h', 'matrix-token whoami --server SERVER'],
  ['profile', 'matrix-token attenuate --expires-in 1h', 'matrix-token whoami'],
] as const)('after a token from %s, the next command takes the same token', (from, narrow, whoami) => {
  const options = { from, now: NOW, showValues: false };
  expect(suggestNext(inspectToken(GUEST, options))).toBe(narrow);
  expect(suggestNext(inspectToken(SYNAPSE_ACCESS, options))).toBe(whoami);
});
