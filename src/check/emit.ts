import { failure } from '../errors.js';
import type { Reading } from '../macaroon/reading.js';
import { nearest } from '../nearest.js';
import type { ProbeId } from '../wording/check-probes.js';
import { setProbeClock } from './clock.js';
import { readOwnUserId } from './dialect.js';
import { formOf } from './narrow.js';
import type { Attempt, Probe, RandomMaterial } from './probe.js';
import { PROBES } from './probes.js';
import { authorizationOf } from './request.js';

/** What a single probe is made of, without asking any server. `reading` is null for a token that is no macaroon. */
export interface EmitOrder {
  readonly token: string;
  readonly reading: Reading | null;
  /** Our own clock, in ms. */
  readonly now: number;
  readonly random: RandomMaterial;
}

/** One probe to be sent by hand. `authorization` is the value of the header and holds a token. */
export interface EmittedProbe {
  readonly id: ProbeId;
  readonly authorization: string;
  readonly caveat: string | null;
}

/** The probe of this id. Throws `ERR_UNKNOWN_PROBE`, which suggests the nearest and does not repeat what was typed. */
export function findProbe(id: string): Probe {
  const probe = PROBES.find((one) => one.id === id);
  if (probe !== undefined) return probe;
  throw failure('ERR_UNKNOWN_PROBE', {
    nearest:
      nearest(
        id,
        PROBES.map((one) => one.id),
      ) ?? '',
  });
}

/**
 * Makes the Authorization header of one probe; sends nothing. Throws `ERR_PROBE_NO_HEADER` for a probe that sends none,
 * `ERR_PROBE_NEEDS_MACAROON`, and `ERR_PROBE_NEEDS_USER` for a macaroon that does not say whose it is.
 */
export function emitProbe(probe: Probe, order: EmitOrder): EmittedProbe {
  const { credential, caveat = null } = makeAttempt(probe, order);
  const authorization = credential.in === 'header' ? authorizationOf(credential) : undefined;
  if (authorization === undefined) throw failure('ERR_PROBE_NO_HEADER', { probe: probe.id });
  return { id: probe.id, authorization, caveat };
}

function makeAttempt(probe: Probe, { token, reading, now, random }: EmitOrder): Attempt {
  if (probe.needs === 'token') return probe.make({ token, random });
  if (reading === null) throw failure('ERR_PROBE_NEEDS_MACAROON', { probe: probe.id });
  const userId = readOwnUserId(reading.macaroon);
  if (userId === undefined) throw failure('ERR_PROBE_NEEDS_USER', { probe: probe.id });
  const clock = setProbeClock(now, undefined);
  return probe.make({ token, random, macaroon: reading.macaroon, form: formOf(reading), userId, clock });
}
