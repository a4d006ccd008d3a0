import { expect, test } from '@jest/globals';
import { decodeMacaroon, inspect, redactText, verifySignature } from '../src/index.js';
import { failsWith } from './support/fails-with.js';
import { NOW } from './support/fake-io.js';
import { runCli } from './support/run-cli.js';
import { GUEST, SYNAPSE_ACCESS } from './support/tokens.js';

test('inspect of the library says what the command says', async () => {
  const { stdout } = await runCli(['inspect', SYNAPSE_ACCESS, '--json']);
  expect(inspect(SYNAPSE_ACCESS)).toEqual(JSON.parse(stdout));
});

test('inspect takes a clock and a root key', () => {
  const report = inspect(GUEST, { now: NOW, rootKey: Buffer.from('mac-secret') });
  expect(report.effective).toMatchObject({
    userId: '@2:localhost.test',
    guest: true,
    state: 'live',
    basis: 'verified',
  });
});

test('a macaroon decoded with the library can be verified with it', () => {
  const { macaroon } = decodeMacaroon(GUEST);
  expect(verifySignature(macaroon, Buffer.from('mac-secret'))).toEqual({ state: 'valid' });
  expect(verifySignature(macaroon, Buffer.from('wrong'))).toEqual({ state: 'mismatch' });
});

test('a text is redacted whole', () => {
  expect(redactText(`token ${SYNAPSE_ACCESS} in a log`)).toMatch(/^token <synapse-access:sha256:[0-9a-f]+> in a log$/);
});

test('errors of the library carry a stable code', () => {
  failsWith(() => inspect(''), 'ERR_INPUT_EMPTY', 'The input is empty: expected a token at byte 0.');
});
