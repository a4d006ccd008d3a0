import type { ProbeId } from '../../wording/check-probes.js';
import { sendNarrowed } from '../narrow.js';
import type { Attempt, MacaroonMaterial, Probe, Row } from '../probe.js';

type Make = (material: MacaroonMaterial) => Attempt;

const base = { role: 'probe', phase: 'probing', needs: 'macaroon' } as const;

/** A probe that no server may accept, whatever its dialect. */
export function mustReject(row: Row, id: ProbeId, make: Make): Probe {
  return { ...base, id, row, expectation: 'rejected', level: 'must', make };
}

/** As `mustReject`, for a properly signed token narrowed by one caveat. */
export function mustRejectCaveat(row: Row, id: ProbeId, caveat: (material: MacaroonMaterial) => string): Probe {
  return mustReject(row, id, (material) => sendNarrowed(material, caveat(material)));
}

/** A probe that shows what a verifier does where neither answer is wrong. */
export function inform(row: Row, id: ProbeId, make: Make): Probe {
  return { ...base, id, row, expectation: 'information', level: 'info', make };
}
