import { readCaveats } from '../caveat/read.js';
import type { Dialect, Purpose } from '../dialect/dialect.js';
import { judge } from '../dialect/judge.js';
import { encodeUtf8 } from '../encoding/utf8.js';
import { type TokenForm, writeMacaroon } from '../macaroon/encode.js';
import { mintMacaroon } from '../macaroon/mint.js';
import type { WireFormat } from '../macaroon/reading.js';
import { fingerprintToken } from '../token/fingerprint.js';
import { MINT_TEXT } from '../wording/mint.js';
import { type EffectiveReport, reportEffective } from './inspect.js';
import { type CaveatReport, reportCaveats } from './inspect-macaroon.js';
import { showBytes } from './text-value.js';

/** What `mint` answers: the JSON of `schemas/mint.schema.json`. Holds a token. */
export interface MintReport {
  readonly schema: 'matrix-token.mint/1';
  readonly token: string;
  readonly fingerprint: string;
  readonly format: WireFormat;
  readonly location: string;
  readonly identifier: string;
  readonly caveats: readonly CaveatReport[];
  readonly effective: EffectiveReport;
  readonly warnings: readonly string[];
}

/** What a new token is made of. */
export interface MintOrder {
  readonly rootKey: Uint8Array;
  readonly location: string;
  readonly identifier: string;
  readonly caveats: readonly string[];
  readonly form: TokenForm;
  /** Whose verifier it is for; undefined for nobody's. */
  readonly dialect: Dialect | undefined;
  readonly now: number;
}

/** What a token may be presented for, as its type says. */
const PURPOSES: readonly Purpose[] = ['access', 'refresh', 'login'];

/** Makes a token and reports it; warns where the verifier it is for would refuse it. Throws what `writeMacaroon` throws. */
export function mintToken(order: MintOrder): MintReport {
  const { rootKey, location, identifier, form, dialect, now } = order;
  const macaroon = mintMacaroon({
    version: form.format.startsWith('v2') ? 2 : 1,
    rootKey,
    location: encodeUtf8(location),
    identifier: encodeUtf8(identifier),
    caveats: order.caveats.map((text) => ({ party: 'first', identifier: encodeUtf8(text) })),
  });
  const token = writeMacaroon(macaroon, form);
  const caveats = readCaveats(macaroon.caveats);
  const effective = reportEffective(caveats, now, true);
  const purpose = PURPOSES.find((name) => name === effective.type) ?? 'access';
  const objections = dialect === undefined ? [] : judge({ macaroon, dialect, now, purpose, key: rootKey }).objections;
  return {
    schema: 'matrix-token.mint/1',
    token,
    fingerprint: fingerprintToken(token),
    format: form.format,
    location: showBytes(macaroon.location).text,
    identifier: showBytes(macaroon.identifier).text,
    caveats: reportCaveats(macaroon.caveats, caveats, { now, showValues: false }),
    effective,
    warnings: objections.map(({ reason }) => MINT_TEXT.refuses(dialect?.title ?? '', reason)),
  };
}
