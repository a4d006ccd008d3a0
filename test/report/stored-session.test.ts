import { expect, test } from '@jest/globals';
import { reportRefresh, reportToken } from '../../src/report/stored-session.js';
import type { StoredSession } from '../../src/session/session-store.js';
import { NOW } from '../support/fake-io.js';

const MINUTE = 60_000;

function sessionWith(leftMs: number | undefined): StoredSession {
  return {
    profile: {
      name: 'a',
      baseUrl: 'https://hs',
      userId: '@a:hs',
      deviceId: undefined,
      guest: false,
      createdMs: 0,
      expiresMs: leftMs === undefined ? undefined : NOW + leftMs,
    },
    secret: { origin: 'https://hs', accessToken: 'access', refreshToken: 'refresh' },
  };
}

test.each([
  ['it lives', 5 * MINUTE, undefined, []],
  ['it has no known end', undefined, 2 * MINUTE, []],
  ['it lives long enough', 2 * MINUTE, 2 * MINUTE, []],
  [
    'it has ended',
    -3 * MINUTE,
    undefined,
    ['This token ended 3 minutes ago. With --min-ttl 2m, one that is about to end is refreshed first.'],
  ],
  [
    'the server gives no more',
    5 * MINUTE,
    10 * MINUTE,
    ['The server gives its tokens no more than 5 minutes, less than --min-ttl asks for.'],
  ],
])('what token warns of: %s', (_, left, minTtl, warnings) => {
  const report = reportToken({ session: sessionWith(left), path: undefined }, minTtl, NOW);
  expect(report.json.warnings).toEqual(warnings);
});

test('a refresh reports no secret', () => {
  const { json } = reportRefresh({ session: sessionWith(MINUTE), path: '/_matrix/client/v3/refresh' }, '/place', NOW);
  expect(json).toMatchObject({
    schema: 'matrix-token.refresh/1',
    profile: 'a',
    endpoint: '/_matrix/client/v3/refresh',
  });
  for (const secret of ['"access"', '"refresh"']) expect(JSON.stringify(json)).not.toContain(secret);
});
