import { afterAll, expect, test } from '@jest/globals';
import { encodeUtf8 } from '../../src/encoding/utf8.js';
import { writeMacaroon } from '../../src/macaroon/encode.js';
import { mintMacaroon } from '../../src/macaroon/mint.js';
import { GROUNDS } from '../../src/wording/check.js';
import { json, type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';
import { runCheckAt, summaryOf } from './run-check.js';

const USER_ID = '@1:dendrite.test';

/** A guest token as Dendrite makes it (gomatrixserverlib, tokens/tokens.go): V2, named after its user, with an expiry in seconds of the minute. */
const TOKEN = writeMacaroon(
  mintMacaroon({
    version: 2,
    rootKey: new Uint8Array(32),
    location: encodeUtf8('dendrite.test'),
    identifier: encodeUtf8(USER_ID),
    caveats: ['gen = 1', `user_id = ${USER_ID}`, 'time < 150'].map((text) => ({
      party: 'first',
      identifier: encodeUtf8(text),
    })),
  }),
  { format: 'v2', encoding: 'base64url' },
);

const servers: ScriptedServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** Knows its one token by its text, and answers as Dendrite does (clientapi/auth/auth.go). */
async function startLikeDendrite(): Promise<ScriptedServer> {
  const server = await startScriptedServer(({ headers }) => {
    if (headers.authorization === undefined) {
      return json(401, { errcode: 'M_MISSING_TOKEN', error: 'missing access token' });
    }
    return headers.authorization === `Bearer ${TOKEN}`
      ? json(200, { user_id: USER_ID, device_id: 'ABCDEFGHIJ', is_guest: true })
      : json(401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Unknown token' });
  });
  servers.push(server);
  return server;
}

test('a server that looks macaroons up by their text, as Dendrite does: not applicable, and never enforced', async () => {
  const { url } = await startLikeDendrite();
  const report = await runCheckAt(url, TOKEN);
  expect(summaryOf(report)).toMatchObject({ verdict: 'not-applicable', exit: 9 });
  expect(report.json.reason).toBe(GROUNDS.nothingNarrowedAccepted);
});
