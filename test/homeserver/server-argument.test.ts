import { describe, expect, test } from '@jest/globals';
import { parseServerArgument } from '../../src/homeserver/server-argument.js';
import { failsWith } from '../support/fails-with.js';

const name = (host: string, fallback = `https://${host}`) => ({ kind: 'name', host, fallback });
const url = (baseUrl: string) => ({ kind: 'url', baseUrl });

describe('a SERVER argument is', () => {
  test.each([
    ['example.org', name('example.org')],
    [' example.org\n', name('example.org')],
    ['Example.ORG', name('example.org')],
    ['bücher.example'.replace('ü', 'xn--'), name('bxn--cher.example')],
    ['synapse', name('synapse')],
    ['@alice:example.org', name('example.org')],
    ['@alice:example.org:8448', name('example.org', 'https://example.org:8448')],
    ['@alice:localhost:8008', url('http://localhost:8008')],
    ['matrix.example.org:8448', url('https://matrix.example.org:8448')],
    ['192.0.2.7', name('192.0.2.7')],
    ['[2001:db8::1]:8448', url('https://[2001:db8::1]:8448')],
    ['localhost', url('http://localhost')],
    ['localhost:8008', url('http://localhost:8008')],
    ['127.0.0.1:8008', url('http://127.0.0.1:8008')],
    ['127.1:8008', url('http://127.0.0.1:8008')],
    ['[::1]:8008', url('http://[::1]:8008')],
    ['https://localhost:8448', url('https://localhost:8448')],
    ['https://example.org', url('https://example.org')],
    ['https://example.org/', url('https://example.org')],
    ['HTTPS://Example.org:443/matrix/', url('https://example.org/matrix')],
    ['https://example.org/_matrix/client/v3/login', url('https://example.org')],
    ['https://example.org/hs/_matrix/client/versions', url('https://example.org/hs')],
    ['http://example.org:8008', url('http://example.org:8008')],
    ['localhost:8008/', url('http://localhost:8008')],
  ])('%j', (argument, parsed) => {
    expect(parseServerArgument(argument)).toEqual(parsed);
  });
});

describe('what looks like a token is refused before any look-up, and not repeated', () => {
  test.each([
    'syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
    'https://syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
    'example.org/syt_YWxpY2U_zkjckuUCCtmPhjnLArxj_4571Al',
    'mat_A0zRZ5bLKd4sXvdKh1aGdFXrlBqNGl_6V3tQh',
    'mpt_x',
    'MDAxY2xvY2F0aW9uIGxvY2FsaG9zdC50ZXN0CjAwMTNpZGVudGlmaWVyIGtleQo',
    'MDAxN2xvY2F0aW9u',
    'AgELZXhhbXBsZS5vcmcCA2tleQACEHRpbWUgPCAxNzY3MzIzMDQ1MDAwAAAGIO',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln',
    'Vq8kT2mZr5wXn1pLc9sJd4fHb7gKa3yE',
    'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
    'https://example.org/Vq8kT2mZr5wXn1pLc9sJd4fHb7gKa3yEVq8kT2mZr5wXn1pL',
  ])('%s', (token) => {
    const error = failsWith(
      () => parseServerArgument(token),
      'ERR_SERVER_IS_TOKEN',
      'What was given as the homeserver looks like a token. Nothing was looked up, so it did not leave this machine.',
    );
    expect(error.exit).toBe(2);
    expect(`${error.message} ${error.hint} ${JSON.stringify(error.fields)}`).not.toContain(token);
  });
});

describe('what is no address is refused, and not repeated', () => {
  test.each([
    ['@alice', 'this user ID has no colon with a server name after it'],
    ['example.org/path', 'expected a host name, perhaps with a port, and nothing else'],
    ['exa mple.org', 'expected a host name, perhaps with a port, and nothing else'],
    ['{"access_token": "x"}', 'expected a host name, perhaps with a port, and nothing else'],
    ['example.org:99999', 'expected a host name, perhaps with a port, and nothing else'],
    ['https://', 'this URL cannot be read'],
    ['ftp://example.org', 'its scheme is neither https nor http'],
    ['https://alice:secret@example.org', 'a URL must not carry a user name or password'],
    ['https://example.org/?access_token=x', 'the URL of a homeserver has no query and no fragment'],
    ['https://example.org/#x', 'the URL of a homeserver has no query and no fragment'],
  ])('%s', (argument, problem) => {
    failsWith(
      () => parseServerArgument(argument),
      'ERR_SERVER_INVALID',
      `What was given as the homeserver is not an address: ${problem}.`,
    );
  });

  test('nothing', () => {
    failsWith(() => parseServerArgument(' '), 'ERR_SERVER_MISSING', 'No homeserver was given.');
  });
});
