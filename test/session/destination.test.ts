import { describe, expect, test } from '@jest/globals';
import type { Send } from '../../src/homeserver/http.js';
import { chooseDestination, findDestination } from '../../src/session/destination.js';
import { failsWith, rejectsWith } from '../support/fails-with.js';
import { json } from '../support/scripted-server.js';

const profile = { name: 'work', baseUrl: 'https://hs.example.org/matrix' };
const env = { MATRIX_HOMESERVER: 'env.example.org' };

describe('the server follows the token', () => {
  test.each([
    [
      "a profile's token, nothing else said",
      { profile, asked: undefined, env: {} },
      { kind: 'known', baseUrl: profile.baseUrl },
    ],
    [
      "a profile's token does not go to MATRIX_HOMESERVER",
      { profile, asked: undefined, env },
      { kind: 'known', baseUrl: profile.baseUrl },
    ],
    [
      "a profile's token and a server: only if it is the same",
      { profile, asked: 'example.org', env },
      { kind: 'named', argument: 'example.org', boundTo: profile },
    ],
    [
      'any other token and a server',
      { profile: undefined, asked: 'example.org', env },
      { kind: 'named', argument: 'example.org', boundTo: undefined },
    ],
    [
      'any other token and MATRIX_HOMESERVER',
      { profile: undefined, asked: undefined, env },
      { kind: 'named', argument: 'env.example.org', boundTo: undefined },
    ],
  ])('%s', (_, choice, destination) => {
    expect(chooseDestination(choice)).toEqual(destination);
  });

  test.each([{}, { MATRIX_HOMESERVER: '' }])('any other token, no server, environment %j', (none) => {
    const choice = { profile: undefined, asked: undefined, env: none };
    failsWith(() => chooseDestination(choice), 'ERR_SERVER_MISSING', 'No homeserver was given.');
  });
});

describe("a profile's token stays with its origin", () => {
  /** Every address is a homeserver here. */
  const send: Send = async () => ({ status: 200, headers: {}, body: json(200, { versions: ['v1.1'] }).body ?? '' });

  test.each(['https://hs.example.org', 'https://HS.example.org:443/matrix', 'https://hs.example.org/elsewhere'])(
    '%s',
    async (argument) => {
      const found = await findDestination({ kind: 'named', argument, boundTo: profile }, send);
      expect(new URL(found.baseUrl).origin).toBe('https://hs.example.org');
    },
  );

  test.each(['https://evil.example', 'https://hs.example.org:8448', 'http://hs.example.org', 'localhost:8008'])(
    'not %s',
    async (argument) => {
      const found = findDestination({ kind: 'named', argument, boundTo: profile }, send);
      const error = await rejectsWith(
        found,
        'ERR_SERVER_NOT_OF_PROFILE',
        /^The token of profile work belongs to https:\/\/hs\.example\.org and was not sent to/,
      );
      expect(error.exit).toBe(2);
    },
  );
});
