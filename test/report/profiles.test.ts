import { expect, test } from '@jest/globals';
import { reportProfiles } from '../../src/report/profiles.js';
import { createStyle } from '../../src/report/style.js';
import { NOW } from '../support/fake-io.js';

test('a list of sessions says where the tokens are, and not who can read them: it did not look', async () => {
  const profile = {
    name: 'a',
    baseUrl: 'https://hs',
    userId: '@a:hs',
    deviceId: undefined,
    guest: false,
    createdMs: 0,
    expiresMs: undefined,
  };
  const report = reportProfiles({ current: 'a', profiles: [profile] }, '/folder/secrets.json', NOW);
  expect((await report.text({ style: createStyle(false), width: 100 })).split('\n').slice(-3)).toEqual([
    'Stored  /folder/secrets.json',
    '',
    'Next: matrix-token profile use NAME',
  ]);
});
