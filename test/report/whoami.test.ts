import { expect, test } from '@jest/globals';
import { createStyle } from '../../src/report/style.js';
import { reportWhoami } from '../../src/report/whoami.js';

const VIEW = { style: createStyle(false), width: 100 };
const HOMESERVER = {
  baseUrl: 'https://hs',
  apiVersion: 'v3',
  versions: ['v1.1'],
  via: 'address',
} as const;

test.each([
  ['argument', 'matrix-token inspect -'],
  ['stdin', 'matrix-token inspect -'],
  ['file', 'matrix-token inspect --token-file FILE'],
  ['env', 'matrix-token inspect'],
  ['profile', 'matrix-token inspect'],
] as const)('the next command takes the token from where it came: %s', async (from, next) => {
  const owner = { userId: '@a:hs', deviceId: null, guest: false };
  const profile = from === 'profile' ? 'a' : undefined;
  const text = await reportWhoami(owner, { token: 'token', from, profile, homeserver: HOMESERVER }).text(VIEW);
  expect(text.split('\n').at(-1)).toBe(`Next: ${next}`);
});
