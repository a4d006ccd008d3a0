import { encodeUtf8 } from '../../encoding/utf8.js';
import { sendMacaroon, withCaveat } from '../narrow.js';
import type { Probe } from '../probe.js';
import { mustReject, mustRejectCaveat } from './build.js';

/** What a server cannot understand. Each would be true if it were misread as what it resembles. */
export const UNKNOWN_PROBES: readonly Probe[] = [
  mustRejectCaveat('unknown-key', 'unknown-key', ({ random }) => `x_${random.suffix} = 1`),
  mustRejectCaveat('unknown-key', 'unknown-key-operator', ({ random }) => `x_${random.suffix} ~ 1`),
  mustRejectCaveat('unknown-key', 'unknown-key-prefix', ({ random, userId }) => `user_id_${random.suffix} = ${userId}`),
  mustRejectCaveat('unknown-operator', 'time-less-or-equal', ({ clock }) => `time <= ${clock.future}`),
  mustRejectCaveat('unknown-operator', 'user-double-equal', ({ userId }) => `user_id == ${userId}`),
  mustReject('third-party', 'third-party', (material) =>
    sendMacaroon(
      material,
      withCaveat(material.macaroon, {
        party: 'third',
        identifier: encodeUtf8(`check ${material.random.suffix}`),
        verificationId: material.random.verificationId,
        location: encodeUtf8('https://third-party.invalid'),
      }),
    ),
  ),
];

/** What does not follow the grammar `key operator value`. */
export const MALFORMED_PROBES: readonly Probe[] = [
  mustRejectCaveat('malformed', 'malformed-no-spaces', ({ clock }) => `time<${clock.future}`),
  mustRejectCaveat('malformed', 'malformed-no-operator', () => 'gen 1'),
  mustRejectCaveat('malformed', 'malformed-no-value', () => 'gen ='),
  mustRejectCaveat('malformed', 'malformed-empty-value', () => 'gen = '),
  mustRejectCaveat('malformed', 'malformed-one-word', ({ random }) => `x_${random.suffix}`),
  mustRejectCaveat('malformed', 'malformed-empty', () => ''),
  mustRejectCaveat('malformed', 'malformed-key', ({ userId }) => `user-id = ${userId}`),
  mustRejectCaveat('malformed', 'malformed-case', () => 'GEN = 1'),
];
