import type { Caveat } from '../../macaroon/macaroon.js';
import { narrow, sendMacaroon } from '../narrow.js';
import type { Attempt, MacaroonMaterial, Probe } from '../probe.js';
import { mustReject } from './build.js';
import { beforeFuture, forSelf } from './controls.js';

/** Alterations of a token that the check itself narrowed, by the caveats of the positive controls: only the signature is wrong. */
export const TAMPERING_PROBES: readonly Probe[] = [
  mustReject('tampering', 'caveat-removed', (material) => sendWithCaveats(material, (caveats) => caveats.slice(0, -1))),
  mustReject('tampering', 'caveats-swapped', (material) => sendWithCaveats(material, swapLastTwo)),
  mustReject('tampering', 'identifier-changed', (material) => {
    const identifier = changeLastByte(material.macaroon.identifier);
    return sendMacaroon(material, { ...narrowByControls(material), identifier });
  }),
];

function sendWithCaveats(
  material: MacaroonMaterial,
  change: (caveats: readonly Caveat[]) => readonly Caveat[],
): Attempt {
  const narrowed = narrowByControls(material);
  return sendMacaroon(material, { ...narrowed, caveats: change(narrowed.caveats) });
}

function narrowByControls(material: MacaroonMaterial) {
  return narrow(material, [beforeFuture(material), forSelf(material)]);
}

function swapLastTwo(caveats: readonly Caveat[]): readonly Caveat[] {
  return [...caveats.slice(0, -2), ...caveats.slice(-2).reverse()];
}

function changeLastByte(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return Uint8Array.of(0x30);
  return Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));
}
