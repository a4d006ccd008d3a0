import { readCaveats } from '../caveat/read.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { failure } from '../errors.js';
import { refuseAnomalies } from '../macaroon/anomaly-log.js';
import { type TokenForm, writeMacaroon } from '../macaroon/encode.js';
import type { Macaroon } from '../macaroon/macaroon.js';
import { mintMacaroon } from '../macaroon/mint.js';
import type { Reading } from '../macaroon/reading.js';
import { bindDischarge } from '../macaroon/third-party.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { readMacaroon } from '../token/read-macaroon.js';
import { THIRD_PARTY_TEXT, THIRD_PARTY_USAGE } from '../wording/third-party.js';
import { type CaveatReport, reportCaveats } from './inspect-macaroon.js';
import { showBytes } from './text-value.js';

/** What `discharge` answers: the JSON of `schemas/discharge.schema.json`. Holds a token. */
export interface DischargeReport {
  readonly schema: 'matrix-token.discharge/1';
  readonly token: string;
  readonly fingerprint: string;
  readonly location: string;
  readonly identifier: string;
  /** Which caveat of the token it discharges; null where only the identifier was given. */
  readonly discharges: number | null;
  readonly caveats: readonly CaveatReport[];
  readonly warnings: readonly string[];
}

/** What a third party is to confirm: a caveat of a macaroon, by number, or by what it says. */
export type Confirmation =
  | { readonly kind: 'caveat'; readonly text: string; readonly index: number | undefined }
  | { readonly kind: 'named'; readonly identifier: string; readonly location: string; readonly form: TokenForm };

/** How a discharge is made. */
export interface DischargeOrder {
  readonly key: Uint8Array;
  /** The third party's own conditions. */
  readonly caveats: readonly string[];
  readonly now: number;
}

/**
 * Makes the macaroon by which a third party confirms a caveat, as the holder of the caveat key; does not bind it. Whether the key is the right one
 * only the token's issuer can tell. Throws `ERR_USAGE` where it is not clear which caveat, and what `readMacaroon` throws.
 */
export function makeDischarge(confirmation: Confirmation, { key, caveats, now }: DischargeOrder): DischargeReport {
  const { location, identifier, form, index } = findDemand(confirmation);
  const macaroon = mintMacaroon({
    version: form.format.startsWith('v2') ? 2 : 1,
    rootKey: key,
    location,
    identifier,
    caveats: caveats.map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  const token = writeMacaroon(macaroon, form);
  return {
    schema: 'matrix-token.discharge/1',
    token,
    fingerprint: fingerprintToken(token),
    location: showBytes(location).text,
    identifier: showBytes(identifier).text,
    discharges: index,
    caveats: reportCaveats(macaroon.caveats, readCaveats(macaroon.caveats), { now, showValues: false }),
    warnings: [],
  };
}

interface Demand {
  readonly location: Uint8Array;
  readonly identifier: Uint8Array;
  readonly form: TokenForm;
  readonly index: number | null;
}

function findDemand(confirmation: Confirmation): Demand {
  if (confirmation.kind === 'named') {
    const { identifier, location, form } = confirmation;
    return { location: encodeUtf8(location), identifier: encodeUtf8(identifier), form, index: null };
  }
  const { reading } = readMacaroon(confirmation.text, 'discharged');
  refuseAnomalies(reading);
  const demands = reading.macaroon.caveats.flatMap((caveat, at) =>
    caveat.party === 'third' ? [{ ...caveat, form: formOf(reading), index: at + 1 }] : [],
  );
  const { index } = confirmation;
  const [only, second] = index === undefined ? demands : demands.filter((demand) => demand.index === index);
  if (only !== undefined && second === undefined) return only;
  throw failure('ERR_USAGE', { problem: problemOf(demands, index) });
}

function problemOf(demands: readonly Demand[], index: number | undefined): string {
  if (demands.length === 0) return THIRD_PARTY_USAGE.none;
  if (index !== undefined) return THIRD_PARTY_USAGE.noSuch;
  return THIRD_PARTY_USAGE.several(demands.flatMap((demand) => demand.index ?? []));
}

/** A discharge is written as the token is that it goes with. */
function formOf({ format, encoding, padded }: Reading): TokenForm {
  if (format === 'v1-json' || format === 'v2-json') return { format };
  if (encoding === 'hex') return { format, encoding };
  return { format, encoding: encoding === 'base64' ? encoding : 'base64url', padded };
}

/** What `bind` answers: the JSON of `schemas/bind.schema.json`. Holds a token. */
export interface BindReport {
  readonly schema: 'matrix-token.bind/1';
  /** The bound discharge. */
  readonly token: string;
  readonly fingerprint: string;
  /** The fingerprint of the token that it is bound to. */
  readonly root: string;
  /** The third-party caveats of that token that it is for, by number. */
  readonly discharges: readonly number[];
  readonly warnings: readonly string[];
}

/**
 * Binds the discharge in one text to the macaroon in another; needs no key. Keeps the discharge's form. Throws what `readMacaroon` throws, and
 * `ERR_MACAROON_ANOMALOUS` for either.
 */
export function bindToken(rootText: string, dischargeText: string): BindReport {
  const root = readMacaroon(rootText, 'bound');
  const { reading } = readMacaroon(dischargeText, 'bound');
  refuseAnomalies(root.reading);
  refuseAnomalies(reading);
  const token = writeMacaroon(bindDischarge(reading.macaroon, root.reading.macaroon), formOf(reading));
  const discharges = findAsked(root.reading.macaroon, reading.macaroon);
  return {
    schema: 'matrix-token.bind/1',
    token,
    fingerprint: fingerprintToken(token),
    root: fingerprintToken(root.token),
    discharges,
    warnings: discharges.length === 0 ? [THIRD_PARTY_TEXT.notAsked] : [],
  };
}

function findAsked({ caveats }: Macaroon, { identifier }: Macaroon): number[] {
  return caveats.flatMap((caveat, at) =>
    caveat.party === 'third' && Buffer.compare(caveat.identifier, identifier) === 0 ? [at + 1] : [],
  );
}
