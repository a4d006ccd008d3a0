import type { NoteId } from '../wording/diagnose.js';
import { type Facts, isAccepted, ownerOf } from './facts.js';

/** Something worth knowing that is not the answer. */
export interface NoteRule {
  readonly id: NoteId;
  readonly when: (facts: Facts) => boolean;
}

export const NOTE_RULES: readonly NoteRule[] = [
  // MAS#2913, #3440, synapse-admin#429, ketesa#38, #55.
  { id: 'compat-not-admin', when: ({ token }) => token.kind === 'mas-compat-access' },
  // MAS#4492, Jellyfin-Newsletter#99.
  { id: 'oauth-short-lived', when: ({ token }) => token.kind === 'mas-access' },
  { id: 'localpart-differs', when: actsForAnother },
  { id: 'unsigned-unnoticed', when: (facts) => isAccepted(facts) && facts.verified?.signature.state === 'unsigned' },
  { id: 'key-is-another', when: (facts) => isAccepted(facts) && facts.verified?.key.state === 'no-match' },
  { id: 'caveats-not-looked-at', when: (facts) => isAccepted(facts) && speaksAgainstItself(facts) },
  { id: 'clock-skew', when: ({ clock }) => Math.abs(clock.skewSeconds ?? 0) >= NOTABLE_SKEW_SECONDS },
  {
    id: 'found-via-well-known',
    when: ({ server }) => server.kind === 'asked' && server.homeserver.via === 'well-known',
  },
];

const NOTABLE_SKEW_SECONDS = 30;

/** A token of `/_synapse/admin/v1/users/…/login` carries the name of the user that it is for, so this is rare. */
function actsForAnother(facts: Facts): boolean {
  const owner = ownerOf(facts);
  const { localpart } = facts.token;
  return owner !== null && localpart !== null && !owner.startsWith(`@${localpart}:`);
}

function speaksAgainstItself({ token, verified }: Facts): boolean {
  const state = token.effective?.state;
  return verified?.key.state !== 'match' && (state === 'expired' || state === 'never' || state === 'not-yet');
}
