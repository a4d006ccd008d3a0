import { describe, expect, test } from '@jest/globals';
import { presentReport } from '../../src/cli/present.js';
import { decodeMacaroon } from '../../src/macaroon/decode.js';
import { type Case, diagnose, REFUSED, refusal } from '../support/diagnose.js';
import { rejectsWith } from '../support/fails-with.js';
import { fakeIo } from '../support/fake-io.js';
import { narrow } from '../support/narrow.js';
import { runCli } from '../support/run-cli.js';
import { schemaOf } from '../support/schema.js';
import { json } from '../support/scripted-server.js';
import { GUEST, SYNAPSE_ACCESS, spellings } from '../support/tokens.js';

const expectSchema = schemaOf('diagnose');
const CONFIG = 'macaroon_secret_key: mac-secret\n';

async function textOf(one: Case): Promise<string> {
  const { report } = await diagnose(one);
  const io = fakeIo();
  await presentReport(report, { kind: 'text' }, io, false);
  return io.written.stdout.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT');
}

describe('diagnose', () => {
  test('an expired guest token: five steps, what they mean, the next command', async () => {
    const token = narrow(GUEST, 'time < 1767322984000');
    const software = { name: 'Synapse', version: '1.163.2' };
    expect(await textOf({ token, config: CONFIG, homeserver: { whoami: REFUSED, software } })).toBe(
      `Token    a macaroon, guest access token of Synapse (by its form), for @2:localhost.test, a guest
Whole    yes: nothing is missing or changed
Caveats  Caveat 6: It expired at 2026-01-02T03:03:04.000Z (by the server's clock)
Key      macaroon_secret_key in homeserver.yaml matches
Server   Synapse 1.163.2 at http://127.0.0.1:PORT refuses it: 401 M_UNKNOWN_TOKEN "Invalid access
         token passed."

Meaning  It is expired: it was valid until 2026-01-02T03:03:04Z (1 minute 1 second ago).

Next: matrix-token login SERVER
`,
    );
  });

  test('a stored token that the server does not know', async () => {
    expect(await textOf({ token: SYNAPSE_ACCESS, homeserver: {} })).toBe(
      `Token    an access token of Synapse, for alice
Whole    yes: nothing is missing or changed
Caveats  none: this kind of token has no caveats that could be read
Key      skipped: no key signs this kind of token
Server   http://127.0.0.1:PORT refuses it: 401 M_UNKNOWN_TOKEN "Invalid access token passed."

Meaning  The server does not know this token: it was logged out (perhaps with the browser session it
         was copied from), its device or password was removed or changed, or it is of another
         server. No key signs such tokens: macaroon_secret_key has nothing to do with it.

Next: matrix-token login SERVER
`,
    );
  });

  test('a good token with a note, and no next command', async () => {
    const whoami = json(200, { user_id: '@bob:hs.test', is_guest: false });
    expect(await textOf({ token: SYNAPSE_ACCESS, homeserver: { whoami } })).toBe(
      `Token    an access token of Synapse, for alice
Whole    yes: nothing is missing or changed
Caveats  none: this kind of token has no caveats that could be read
Key      skipped: no key signs this kind of token
Server   http://127.0.0.1:PORT accepts it, for @bob:hs.test

Meaning  The token is good: the server accepts it as that of @bob:hs.test.
Note     The name in the token is not that of its user: a server administrator made it for someone
         else.
`,
    );
  });

  test('the JSON of a refusal', async () => {
    const { report } = await diagnose({ token: GUEST, config: CONFIG, homeserver: { whoami: REFUSED, oauth: true } });
    expectSchema(JSON.parse(JSON.stringify(report.json)));
    expect(report.json).toMatchObject({
      schema: 'matrix-token.diagnose/1',
      kind: 'macaroon',
      issuer: { software: 'synapse', purpose: 'guest-access', certainty: 'certain' },
      user: { claimed: '@2:localhost.test', confirmed: null },
      clock: { source: 'server', iso: '2026-01-02T03:04:05.000Z', skewSeconds: 0 },
      server: { oauth: true, answer: 'refused', status: 401, errcode: 'M_UNKNOWN_TOKEN', softLogout: false },
      conclusion: { id: 'guest-behind-mas', next: 'matrix-token login SERVER' },
      warnings: [],
    });
  });

  test.each<[string, Case]>([
    ['offline', { token: GUEST }],
    ['no homeserver', { token: GUEST, homeserver: { versions: json(404, {}) } }],
    ['accepted', { token: SYNAPSE_ACCESS, homeserver: { whoami: json(200, { user_id: '@a:b' }) } }],
    ['failed', { token: SYNAPSE_ACCESS, homeserver: { whoami: 'reset' } }],
    ['an error', { token: SYNAPSE_ACCESS, homeserver: { whoami: json(502, {}) } }],
  ])('the JSON follows its schema: %s', async (_, one) => {
    expectSchema(JSON.parse(JSON.stringify((await diagnose(one)).report.json)));
  });

  test('a server that repeats the token, and escapes, does not make them shown', async () => {
    const whoami = refusal(`no ${GUEST} \u001b[31m`);
    const { report } = await diagnose({ token: GUEST, config: CONFIG, homeserver: { whoami } });
    const shown =
      JSON.stringify(report.json) + (await textOf({ token: GUEST, config: CONFIG, homeserver: { whoami } }));
    for (const secret of [
      ...spellings(decodeMacaroon(GUEST).macaroon.signature),
      GUEST.slice(-30),
      'mac-secret',
      '\u001b',
    ]) {
      expect(shown).not.toContain(secret);
    }
  });

  test('usage', async () => {
    await rejectsWith(
      diagnose({ token: GUEST, user: 'alice' }),
      'ERR_USAGE',
      '--user takes a user ID: @localpart:server.',
    );
    await rejectsWith(
      diagnose({ token: GUEST, env: { MATRIX_HOMESERVER: GUEST } }),
      'ERR_SERVER_IS_TOKEN',
      /^What was given as the homeserver looks like a token\./,
    );
  });

  test('the exit code is the same in text and in JSON', async () => {
    const args = ['diagnose', '--offline', SYNAPSE_ACCESS.slice(0, -1)];
    const [text, asJson] = await Promise.all([runCli(args), runCli([...args, '--json'])]);
    expect([text.exit, asJson.exit]).toEqual([3, 3]);
    expect(text.stdout).toContain('The token is damaged');
    expectSchema(JSON.parse(asJson.stdout));
  });
});
