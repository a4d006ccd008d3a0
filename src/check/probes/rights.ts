import { sendNarrowed } from '../narrow.js';
import type { MacaroonMaterial, Probe } from '../probe.js';
import { mustReject, mustRejectCaveat } from './build.js';
import { forSelf } from './controls.js';

/** Caveats that every server must understand, and that are not met. */
export const RIGHTS_PROBES: readonly Probe[] = [
  mustRejectCaveat('time', 'time-less-past', ({ clock }) => `time < ${clock.past}`),
  mustRejectCaveat('time', 'time-equal-past', ({ clock }) => `time == ${clock.past}`),
  mustRejectCaveat('time', 'time-greater-future', ({ clock }) => `time > ${clock.future}`),
  mustRejectCaveat('rights', 'gen-two', () => 'gen = 2'),
  mustRejectCaveat('rights', 'type-refresh', () => 'type = refresh'),
  mustRejectCaveat('rights', 'user-other', forOther),
  mustReject('rights', 'user-other-then-self', (material) =>
    sendNarrowed(material, forOther(material), forSelf(material)),
  ),
];

/** A user of the same server that does not exist: nobody's name is used, and a server that lets any `user_id` win accepts it all the same. */
function forOther({ userId, random }: MacaroonMaterial): string {
  return `user_id = @other-${random.suffix}${userId.slice(userId.indexOf(':'))}`;
}
