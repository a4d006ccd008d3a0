import { decodeUtf8 } from '../encoding/utf8.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import type { Probe, Row } from './probe.js';

/** Whose understanding of the draft a check expects. */
export const CHECK_DIALECTS = ['draft', 'synapse'] as const;

export type CheckDialect = (typeof CHECK_DIALECTS)[number];

/** Rows that the draft must accept and the dialect does not know. */
const NOT_KNOWN: { readonly [D in CheckDialect]: readonly Row[] } = {
  draft: [],
  // synapse/util/macaroons.py: the only time caveat is `time < `.
  synapse: ['time-greater'],
};

/**
 * The probes as a dialect expects them. Turns must-accept rows that the dialect does not know into information;
 * changes nothing else: no dialect makes it right to accept what must be rejected, and no control is given up.
 */
export function expectAs(dialect: CheckDialect, probes: readonly Probe[]): readonly Probe[] {
  return probes.map((probe) =>
    probe.expectation === 'accepted' && probe.role === 'probe' && NOT_KNOWN[dialect].includes(probe.row)
      ? { ...probe, expectation: 'information', level: 'info' }
      : probe,
  );
}

/**
 * Guesses the dialect from who seems to have made the token: every Synapse macaroon has the identifier `key`, and its
 * access tokens since 0.18.5 carry a nonce. A wrong guess costs one must-accept row and no more.
 */
export function recogniseDialect(macaroon: Macaroon): CheckDialect {
  const isSynapse = decodeUtf8(macaroon.identifier) === 'key' && caveatTexts(macaroon).some(startsLikeNonce);
  return isSynapse ? 'synapse' : 'draft';
}

/** The user that a macaroon's first `user_id` caveat names. Claimed, not verified. */
export function readOwnUserId(macaroon: Macaroon): string | undefined {
  return caveatTexts(macaroon)
    .find((text) => text.startsWith(USER_ID))
    ?.slice(USER_ID.length);
}

const USER_ID = 'user_id = ';

function startsLikeNonce(text: string): boolean {
  return text.startsWith('nonce = ');
}

function caveatTexts(macaroon: Macaroon): readonly string[] {
  return macaroon.caveats.flatMap((caveat) => (caveat.party === 'first' ? (decodeUtf8(caveat.identifier) ?? []) : []));
}
