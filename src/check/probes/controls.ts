import type { ProbeId } from '../../wording/check-probes.js';
import { sendMacaroon, sendNarrowed, sendToken, withFlippedBit } from '../narrow.js';
import type { Credential, MacaroonMaterial, Phase, Probe, TokenMaterial } from '../probe.js';

/** The caveats of the positive controls: true, and known to every server that understands the draft. */
export const beforeFuture = ({ clock }: MacaroonMaterial): string => `time < ${clock.future}`;
export const forSelf = ({ userId }: MacaroonMaterial): string => `user_id = ${userId}`;

/** Sent before everything else: the first shows that the token works, the others that the endpoint checks tokens at all. */
export const AUTHENTICATION_CONTROLS: readonly Probe[] = [
  baseline('baseline-first', 'opening'),
  authentication('no-token', () => ({ in: 'none' })),
  authentication('random-token', ({ random }) => ({ in: 'header', scheme: 'Bearer', token: random.token })),
  { ...authentication('empty-token', () => ({ in: 'header', scheme: 'Bearer', token: '' })), level: 'should' },
  signature('signature-first-bit', 0),
  signature('signature-last-bit', -1),
];

export const POSITIVE_CONTROLS: readonly Probe[] = [
  positive('time-less-first', 'opening', 'time-control', beforeFuture),
  positive('user-self-first', 'opening', 'user-control', forSelf),
];

/** The same again, last: a token that died on the way would otherwise pass every probe after its death. */
export const CLOSING_CONTROLS: readonly Probe[] = [
  positive('time-less-last', 'closing', 'time-control', beforeFuture),
  positive('user-self-last', 'closing', 'user-control', forSelf),
  baseline('baseline-last', 'closing'),
];

function baseline(id: ProbeId, phase: Phase): Probe {
  return {
    id,
    row: 'baseline',
    role: 'baseline',
    phase,
    expectation: 'accepted',
    level: 'must',
    needs: 'token',
    make: ({ token }) => sendToken(token),
  };
}

function authentication(id: ProbeId, credential: (material: TokenMaterial) => Credential): Probe {
  return {
    id,
    row: 'authentication',
    role: 'authentication',
    phase: 'opening',
    expectation: 'rejected',
    level: 'must',
    needs: 'token',
    make: (material) => ({ credential: credential(material) }),
  };
}

function signature(id: ProbeId, byte: number): Probe {
  return {
    id,
    row: 'signature',
    role: 'probe',
    phase: 'opening',
    expectation: 'rejected',
    level: 'must',
    needs: 'macaroon',
    make: (material) => sendMacaroon(material, withFlippedBit(material.macaroon, byte)),
  };
}

function positive(
  id: ProbeId,
  phase: Phase,
  role: 'time-control' | 'user-control',
  caveat: (material: MacaroonMaterial) => string,
): Probe {
  return {
    id,
    row: 'positive-control',
    role,
    phase,
    expectation: 'accepted',
    level: 'must',
    needs: 'macaroon',
    make: (material) => sendNarrowed(material, caveat(material)),
  };
}
