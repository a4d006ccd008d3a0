import { describe, expect, test } from '@jest/globals';
import { INPUT_LIMIT } from '../../src/encoding/input-limit.js';
import { encodeVarint } from '../../src/encoding/varint.js';
import { MatrixTokenError } from '../../src/errors.js';
import {
  decodeMacaroon,
  decodeMacaroonBytes,
  recoverMacaroon,
  recoverMacaroonBytes,
} from '../../src/macaroon/decode.js';
import { failsWith } from '../support/fails-with.js';

/** Reads, or is refused in the one way there is. */
function attempt(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(MatrixTokenError);
  }
}

describe('as large as may be', () => {
  /** As many units as the limit allows, between a beginning and an end. */
  const filled = (begin: string, unit: string, end = '') =>
    begin + unit.repeat(Math.floor((INPUT_LIMIT - begin.length - end.length) / unit.length)) + end;
  const v1 = '0013identifier key\n';
  const v2 = '\x02\x02\x03key\x00';
  const types = Array.from(
    { length: 250_000 },
    (_, type) => `${Buffer.from(encodeVarint(type + 7)).toString('latin1')}\0`,
  );

  test.each([
    ['base64 noise', filled('', 'A')],
    ['illegal characters', filled('', '!A')],
    ['hex noise', filled('', '0201')],
    ['lengths that are too small', filled('', '0000')],
    ['lengths that are too large', filled('', 'ffff')],
    ['packets without a name', filled(v1, '0006 \n')],
    ['packets that reach too far', filled(v1, 'ffffcid ')],
    ['packets that end nowhere', filled(v1, '0fffcidx')],
    ['packets in the middle of which others begin', filled(v1, '0fffcid x0010cid ')],
    ['V2 caveats that are empty', filled(v2, '\x02\x00\x00')],
    ['V2 fields of as many types', (v2 + types.join('')).slice(0, INPUT_LIMIT)],
    ['V2 numbers without end', filled(v2, '\xff')],
    ['nested JSON', filled('', '[')],
    ['nested JSON objects', filled('', '{"a":')],
    ['a JSON string of escapes', filled('{"i":"', '\\u0041', '"}')],
    ['JSON members', filled('{"i":"key",', '"i":"a",', '"v":2}')],
    ['JSON caveats', filled('{"i":"key","c":[', '{},', '{}]}')],
  ])(
    '%s: decided in time that grows with the input, no faster',
    (_, token) => {
      const started = performance.now();
      const wire = Buffer.from(token, 'latin1');
      attempt(() => recoverMacaroonBytes(wire));
      attempt(() => recoverMacaroon(token));
      attempt(() => decodeMacaroon(token));
      // Some hundred ms on an idle machine; anything quadratic would take minutes.
      expect(performance.now() - started).toBeLessThan(15_000);
    },
    60_000,
  );

  test('more than that is not looked at', () => {
    const noise = 'A'.repeat(10 * INPUT_LIMIT);
    const message = 'The input is larger than 1048576 bytes, so it is not one token; nothing was decoded.';
    failsWith(() => recoverMacaroon(noise), 'ERR_INPUT_TOO_LARGE', message);
    failsWith(() => decodeMacaroonBytes(Buffer.from(noise)), 'ERR_INPUT_TOO_LARGE', message);
  });

  test.each([
    ['', 'The input is empty: expected a token at byte 0.'],
    [' \n', 'The input is 2 bytes of white space or quotes: expected a token.'],
  ])('nothing at all: %j', (token, message) => {
    failsWith(() => recoverMacaroon(token), 'ERR_INPUT_EMPTY', message);
    failsWith(() => decodeMacaroonBytes(Buffer.from(token)), 'ERR_INPUT_EMPTY', message);
  });
});
