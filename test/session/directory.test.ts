import { expect, test } from '@jest/globals';
import { sessionDirectory } from '../../src/session/directory.js';

test.each([
  [{ MATRIX_TOKEN_CONFIG_DIR: '/own', XDG_CONFIG_HOME: '/xdg' }, 'linux', '/own'],
  [{ XDG_CONFIG_HOME: '/xdg' }, 'linux', '/xdg/matrix-token'],
  [{ XDG_CONFIG_HOME: '', MATRIX_TOKEN_CONFIG_DIR: '' }, 'linux', '/home/a/.config/matrix-token'],
  [{}, 'darwin', '/home/a/Library/Preferences/matrix-token'],
  [{ APPDATA: '/roaming' }, 'win32', '/roaming/matrix-token'],
] as const)('%j on %s: sessions are in %s', (env, platform, directory) => {
  expect(sessionDirectory(env, { platform, home: '/home/a' })).toBe(directory);
});
