import { describe, expect, test } from '@jest/globals';
import { DENDRITE } from '../../src/dialect/dendrite.js';
import { judge } from '../../src/dialect/judge.js';
import { SYNAPSE_ACCESS, SYNAPSE_REFRESH } from '../../src/dialect/synapse/stored.js';
import { mintTexts } from '../support/macaroons.js';

const NOW = Date.parse('2025-01-01T00:00:00Z');
const ACCESS = ['gen = 1', 'user_id = @alice:hs.test', 'type = access', 'nonce = abc'];
const DENDRITE_GUEST = ['gen = 1', 'user_id = @alice:hs.test', 'time < 143'];

describe('servers that look a token up by its exact text', () => {
  test.each([
    [SYNAPSE_ACCESS, ACCESS],
    [SYNAPSE_ACCESS, ['gen = 1', 'user_id = @alice:hs.test', 'type = access', 'time < 1446000000000']],
    [SYNAPSE_REFRESH, ['gen = 1', 'user_id = @alice:hs.test', 'type = refresh', 'nonce = abc']],
    [DENDRITE, DENDRITE_GUEST],
  ])(
    '$id cannot be decided for a token as it was issued: caveats, time included, are never checked',
    (dialect, texts) => {
      const judgement = judge({ macaroon: mintTexts(...texts), dialect, now: NOW, key: Buffer.from('any') });
      expect(judgement).toMatchObject({ accepted: 'undetermined', objections: [] });
      expect(judgement.caveats.map(({ state, code }) => [state, code])).toEqual(
        texts.map(() => ['met', 'never-checked']),
      );
    },
  );

  test.each([
    [SYNAPSE_ACCESS, [...ACCESS, 'time < 9999999999999']],
    [SYNAPSE_ACCESS, [...ACCESS, 'nonce = abc']],
    [DENDRITE, [...DENDRITE_GUEST, 'gen = 1']],
  ])('$id refuses it once it is narrowed', (dialect, texts) => {
    expect(judge({ macaroon: mintTexts(...texts), dialect, now: NOW })).toMatchObject({
      accepted: 'no',
      objections: [
        {
          code: 'not-as-issued',
          reason:
            'The server looks this kind of token up by its exact text, and it does not look as it was issued: narrowed, it is another text.',
          fix: 'Use the token as it was issued: this kind cannot be narrowed.',
        },
      ],
    });
  });
});
