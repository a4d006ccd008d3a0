import { describe, expect, test } from '@jest/globals';
import { createProgress } from '../../src/cli/progress.js';
import { fakeIo } from '../support/fake-io.js';

describe('a progress line', () => {
  test('is replaced and taken away at a terminal', () => {
    const io = fakeIo({ terminal: true });
    const progress = createProgress(io, { quiet: false });
    progress.show('1/2 first');
    progress.show('2/2 second');
    progress.clear();
    expect(io.written).toEqual({ stdout: '', stderr: '\r\u001b[K1/2 first\r\u001b[K2/2 second\r\u001b[K' });
  });

  test.each([
    ['no terminal', { terminal: false }, false],
    ['a dumb terminal', { terminal: true, env: { TERM: 'dumb' } }, false],
    ['--quiet', { terminal: true }, true],
  ])('is nothing with %s', (_name, options, quiet) => {
    const io = fakeIo(options);
    const progress = createProgress(io, { quiet });
    progress.show('1/2 first');
    progress.clear();
    expect(io.written).toEqual({ stdout: '', stderr: '' });
  });
});
