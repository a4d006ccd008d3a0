import { expect, test } from '@jest/globals';
import { checkProfileName, defaultProfileName, type Profile } from '../../src/session/profile.js';
import { failsWith } from '../support/fails-with.js';

const stored: Profile = {
  name: 'alice@localhost',
  baseUrl: 'http://localhost:8008',
  userId: '@alice:localhost',
  deviceId: undefined,
  guest: false,
  createdMs: 0,
  expiresMs: undefined,
};

test.each([
  ['@alice:example.org', 'https://example.org', 'alice@example.org'],
  ['@alice:example.org:8448', 'https://example.org', 'alice@example.org:8448'],
  ['@1:localhost', 'http://localhost:8008', '1@localhost'],
  ['@a/b c:example.org', 'https://example.org', 'a_b_c@example.org'],
  ['@-x:example.org', 'https://example.org', '_x@example.org'],
  ['@alice:localhost', 'http://localhost:8008', 'alice@localhost'],
  ['@alice:localhost', 'http://localhost:9009', 'alice@localhost+localhost:9009'],
])('a session of %s on %s is stored as %s', (userId, baseUrl, name) => {
  expect(defaultProfileName(userId, baseUrl, { current: undefined, profiles: [stored] })).toBe(name);
});

test.each(['work', 'alice@example.org', 'my_work_profile', '1+2'])('%s can be a name', (name) => {
  expect(checkProfileName(name)).toBe(name);
});

test.each(['', '-x', 'a b', 'a/b', '\u001b[2J', 'syt_x', 'mat_x', 'x'.repeat(32), 'a.'.repeat(60)])(
  '%j cannot',
  (name) => {
    failsWith(() => checkProfileName(name), 'ERR_PROFILE_NAME', 'A profile cannot have this name.');
  },
);
