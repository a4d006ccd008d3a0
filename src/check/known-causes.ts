import type { ProbeId } from '../wording/check-probes.js';
import type { KnownCauseId } from '../wording/known-causes.js';
import type { ProbeResult } from './result.js';

/** What a check saw, as far as causes are told by it. */
type Seen = Pick<ProbeResult, 'id' | 'observed' | 'answer'>;

/** What must have been seen for a cause to be named. Each asks for what tells it from other faults, too. */
const SIGNS: { readonly [Id in KnownCauseId]: (probes: readonly Seen[]) => boolean } = {
  'last-user-id-wins': (probes) => saw(probes, 'accepted-as-another', 'user-other'),
  'expiry-ignored': (probes) =>
    saw(probes, 'accepted', 'time-less-past') && saw(probes, 'rejected', 'unknown-key', 'time-equal-past'),
  'unsigned-unnoticed': (probes) =>
    saw(probes, 'accepted', 'caveat-unsigned') && saw(probes, 'rejected', 'unknown-key', 'signature-first-bit'),
  'fails-on-malformed': (probes) =>
    probes.some(({ answer }) => answer !== null && answer.status >= 500) &&
    saw(probes, 'accepted', 'time-less-first', 'baseline-last'),
  'compares-text': (probes) =>
    saw(probes, 'accepted', 'baseline-first', 'baseline-last') &&
    saw(probes, 'rejected', 'time-less-first', 'user-self-first', 'time-less-last', 'user-self-last'),
  'python-int': (probes) =>
    saw(probes, 'accepted', 'value-leading-space', 'value-underscores') &&
    saw(probes, 'rejected', 'malformed-no-spaces'),
};

/**
 * The known causes of what a check saw (src/wording/known-causes.ts words them), in a fixed order; none where nothing fits.
 * Names what is likely, and proves nothing: the verdict does not depend on it.
 */
export function findKnownCauses(probes: readonly Seen[]): readonly KnownCauseId[] {
  return KNOWN_CAUSE_IDS.filter((id) => SIGNS[id](probes));
}

const KNOWN_CAUSE_IDS: readonly KnownCauseId[] = [
  'last-user-id-wins',
  'expiry-ignored',
  'fails-on-malformed',
  'compares-text',
  'unsigned-unnoticed',
  'python-int',
];

function saw(probes: readonly Seen[], observed: Seen['observed'], ...ids: readonly ProbeId[]): boolean {
  return ids.every((id) => probes.find((probe) => probe.id === id)?.observed === observed);
}
