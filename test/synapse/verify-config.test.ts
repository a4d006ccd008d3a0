import { describe, expect, test } from '@jest/globals';
import { narrow } from '../support/narrow.js';
import { runCli } from '../support/run-cli.js';
import { shortAnswer, useSynapse } from '../support/synapse.js';

/** Where Synapse takes the key from that signs its guest tokens. */
const KEYS: ReadonlyArray<readonly [name: string, settings: Readonly<Record<string, unknown>>]> = [
  ['macaroon_secret_key', {}],
  ['registration_shared_secret, without macaroon_secret_key', { macaroon_secret_key: undefined }],
  ['registration_shared_secret, with an empty macaroon_secret_key', { macaroon_secret_key: '' }],
  ['the signing key, without either', { macaroon_secret_key: undefined, registration_shared_secret: undefined }],
];

describe.each(KEYS)('verify with the homeserver.yaml of a Synapse that signs with %s', (_name, settings) => {
  const synapse = useSynapse(settings);

  test.each<[what: string, caveats: readonly string[], exit: number]>([
    ['as it was issued', [], 0],
    ['narrowed to the past', ['time < 1'], 6],
    ['narrowed by an unknown caveat', ['foo = bar'], 6],
  ])('predicts what it answers and logs of a guest token, %s', async (_what, caveats, expected) => {
    const token = narrow((await synapse().guest()).access, ...caveats);
    const before = synapse().log().length;
    const seen = shortAnswer(await synapse().whoami(token));
    const log = synapse().log().slice(before);

    const args = ['verify', '-', '--homeserver-config', synapse().config, '--json'];
    const { exit, stdout } = await runCli(args, { stdin: token });
    const { signature, answer } = JSON.parse(stdout);
    const { status, errcode, error } = answer;
    expect({ exit, signature, answer: { status, errcode, error } }).toEqual({
      exit: expected,
      signature: { state: 'valid' },
      answer: seen,
    });
    expect(log).toContain(answer.log ?? '');
  });
});
